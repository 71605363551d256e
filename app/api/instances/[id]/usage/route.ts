import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { usageSchema } from "@/lib/contracts/usage";
import { json } from "@/lib/server/http/json";
import { readUsage } from "@/lib/server/services/instances/usage";

export const GET = json({ service: readUsage, params: instanceIdParamsSchema, answer: usageSchema });
