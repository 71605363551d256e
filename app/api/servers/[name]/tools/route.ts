import { serverParamsSchema } from "@/lib/contracts/server";
import { serverToolSwitchFormSchema, toolSwitchAnswerSchema } from "@/lib/contracts/tool-switch";
import { json } from "@/lib/server/http/json";
import { listSwitchedOff, switchServerTool } from "@/lib/server/services/servers/switch-tool";

export const GET = json({
  service: listSwitchedOff,
  params: serverParamsSchema,
  answer: toolSwitchAnswerSchema,
});

export const PUT = json({
  service: switchServerTool,
  params: serverParamsSchema,
  body: serverToolSwitchFormSchema,
  answer: toolSwitchAnswerSchema,
});
