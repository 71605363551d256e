import { suspendUserFormSchema, suspensionsSchema } from "@/lib/contracts/usage";
import { json } from "@/lib/server/http/json";
import { suspendUser } from "@/lib/server/services/suspensions/suspend";

export const PUT = json({ service: suspendUser, body: suspendUserFormSchema, answer: suspensionsSchema });
