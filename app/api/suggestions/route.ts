import { suggestionsSchema } from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { suggest } from "@/lib/server/services/instances/suggest";

export const GET = json({ service: suggest, answer: suggestionsSchema });
