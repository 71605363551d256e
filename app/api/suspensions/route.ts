import { suspensionsSchema } from "@/lib/contracts/usage";
import { json } from "@/lib/server/http/json";
import { listSuspensions } from "@/lib/server/services/suspensions/list";

export const GET = json({ service: listSuspensions, answer: suspensionsSchema });
