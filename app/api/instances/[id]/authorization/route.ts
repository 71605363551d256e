import { deauthorizedSchema, instanceIdParamsSchema } from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { deauthorizeInstance } from "@/lib/server/services/instances/deauthorize";

export const DELETE = json({
  service: deauthorizeInstance,
  params: instanceIdParamsSchema,
  answer: deauthorizedSchema,
});
