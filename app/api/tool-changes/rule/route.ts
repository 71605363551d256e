import { driftRuleFormSchema, toolChangesSchema } from "@/lib/contracts/drift";
import { json } from "@/lib/server/http/json";
import { ruleToolChanges } from "@/lib/server/services/tool-changes/rule";

export const PUT = json({ service: ruleToolChanges, body: driftRuleFormSchema, answer: toolChangesSchema });
