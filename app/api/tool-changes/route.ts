import { toolChangesSchema } from "@/lib/contracts/drift";
import { json } from "@/lib/server/http/json";
import { listToolChanges } from "@/lib/server/services/tool-changes/list";

export const GET = json({ service: listToolChanges, answer: toolChangesSchema });
