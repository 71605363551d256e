import { targetListSchema } from "@/lib/contracts/target";
import { json } from "@/lib/server/http/json";
import { readTargets } from "@/lib/server/services/targets/read";

export const GET = json({ service: readTargets, answer: targetListSchema });
