import { auditKeysSchema } from "@/lib/contracts/activity";
import { json } from "@/lib/server/http/json";
import { listAuditKeys } from "@/lib/server/services/activity/keys";

export const GET = json({ service: listAuditKeys, answer: auditKeysSchema });
