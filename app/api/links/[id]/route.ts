import { linkAnswerSchema, linkIdParamsSchema } from "@/lib/contracts/link";
import { json } from "@/lib/server/http/json";
import { revokeLink } from "@/lib/server/services/links/revoke";

/** Revokes the link; the record of it stays. */
export const DELETE = json({
  service: revokeLink,
  params: linkIdParamsSchema,
  answer: linkAnswerSchema,
});
