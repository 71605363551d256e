import { targetParamsSchema, targetSchema, targetTestSchema } from "@/lib/contracts/target";
import { json } from "@/lib/server/http/json";
import { testTarget } from "@/lib/server/services/targets/test";

export const POST = json({
  service: testTarget,
  params: targetParamsSchema,
  body: targetTestSchema,
  answer: targetSchema,
});
