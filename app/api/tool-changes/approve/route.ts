import { approveToolFormSchema, toolChangesSchema } from "@/lib/contracts/drift";
import { json } from "@/lib/server/http/json";
import { approveTool } from "@/lib/server/services/tool-changes/approve";

export const POST = json({ service: approveTool, body: approveToolFormSchema, answer: toolChangesSchema });
