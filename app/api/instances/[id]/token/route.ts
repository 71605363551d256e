import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { callerTokenGoneSchema, callerTokenSchema } from "@/lib/contracts/usage";
import { json } from "@/lib/server/http/json";
import { makeToken, removeToken } from "@/lib/server/services/instances/token";

export const POST = json({ service: makeToken, params: instanceIdParamsSchema, answer: callerTokenSchema });

export const DELETE = json({
  service: removeToken,
  params: instanceIdParamsSchema,
  answer: callerTokenGoneSchema,
});
