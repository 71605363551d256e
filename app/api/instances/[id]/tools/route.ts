import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { callToolAnswerSchema, callToolFormSchema, listToolsAnswerSchema } from "@/lib/contracts/tool";
import { route } from "@/lib/server/http/route";
import { callTool } from "@/lib/server/services/tools/call";
import { listTools } from "@/lib/server/services/tools/list";

export const GET = route({
  allow: "viewer",
  params: instanceIdParamsSchema,
  answer: listToolsAnswerSchema,
  handle: (context, { params }) => listTools(context, params),
});

export const POST = route({
  allow: "operator",
  params: instanceIdParamsSchema,
  body: callToolFormSchema,
  answer: callToolAnswerSchema,
  handle: (context, { params, body }) => callTool(context, { ...params, ...body }),
});
