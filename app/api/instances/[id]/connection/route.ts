import { connectionSchema } from "@/lib/contracts/connect";
import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { route } from "@/lib/server/http/route";
import { cancelConnect } from "@/lib/server/services/connect/cancel";
import { readConnection } from "@/lib/server/services/connect/read";

export const GET = route({
  allow: "viewer",
  params: instanceIdParamsSchema,
  answer: connectionSchema,
  handle: (context, { params }) => readConnection(context, params),
});

/** Cancels the attempt that is under way; the account's authorization is left as it is. */
export const DELETE = route({
  allow: "operator",
  params: instanceIdParamsSchema,
  answer: connectionSchema,
  handle: (context, { params }) => cancelConnect(context, params),
});
