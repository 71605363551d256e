import { linkAnswerSchema, linkIdParamsSchema } from "@/lib/contracts/link";
import { route } from "@/lib/server/http/route";
import { revokeLink } from "@/lib/server/services/links/revoke";

/** Revokes the link; the record of it stays. */
export const DELETE = route({
  allow: "operator",
  params: linkIdParamsSchema,
  answer: linkAnswerSchema,
  handle: (context, { params }) => revokeLink(context, params),
});
