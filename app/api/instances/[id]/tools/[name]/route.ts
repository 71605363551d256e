import {
  toolSwitchAnswerSchema,
  toolSwitchFormSchema,
  toolSwitchParamsSchema,
} from "@/lib/contracts/tool-switch";
import { json } from "@/lib/server/http/json";
import { switchTool } from "@/lib/server/services/instances/switch-tool";

export const PUT = json({
  service: switchTool,
  params: toolSwitchParamsSchema,
  body: toolSwitchFormSchema,
  answer: toolSwitchAnswerSchema,
});
