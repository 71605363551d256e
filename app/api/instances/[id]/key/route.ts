import { accountKeySchema, connectionSchema } from "@/lib/contracts/connect";
import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { setKey } from "@/lib/server/services/connect/key";

export const POST = json({
  service: setKey,
  params: instanceIdParamsSchema,
  body: accountKeySchema,
  answer: connectionSchema,
});
