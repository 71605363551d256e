import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { callToolAnswerSchema, callToolFormSchema, listToolsAnswerSchema } from "@/lib/contracts/tool";
import { json } from "@/lib/server/http/json";
import { callTool } from "@/lib/server/services/tools/call";
import { listTools } from "@/lib/server/services/tools/list";

export const GET = json({
  service: listTools,
  params: instanceIdParamsSchema,
  answer: listToolsAnswerSchema,
});

export const POST = json({
  service: callTool,
  params: instanceIdParamsSchema,
  body: callToolFormSchema,
  answer: callToolAnswerSchema,
});
