import { accountKeySchema, connectionSchema } from "@/lib/contracts/connect";
import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { route } from "@/lib/server/http/route";
import { setKey } from "@/lib/server/services/connect/key";

export const POST = route({
  allow: "operator",
  params: instanceIdParamsSchema,
  body: accountKeySchema,
  answer: connectionSchema,
  handle: (context, { params, body }) => setKey(context, { ...params, ...body }),
});
