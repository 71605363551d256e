import { readTargetSchema, targetFormSchema, targetParamsSchema, targetSchema } from "@/lib/contracts/target";
import { json } from "@/lib/server/http/json";
import { readTarget } from "@/lib/server/services/targets/read";
import { resetTarget, updateTarget } from "@/lib/server/services/targets/update";

export const GET = json({ service: readTarget, params: targetParamsSchema, answer: readTargetSchema });

export const PUT = json({
  service: updateTarget,
  params: targetParamsSchema,
  body: targetFormSchema,
  answer: targetSchema,
});

export const DELETE = json({ service: resetTarget, params: targetParamsSchema, answer: targetSchema });
