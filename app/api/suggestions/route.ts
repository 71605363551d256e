import { suggestionsSchema } from "@/lib/contracts/instance";
import { route } from "@/lib/server/http/route";
import { suggest } from "@/lib/server/services/instances/suggest";

export const GET = route({ allow: "viewer", answer: suggestionsSchema, handle: suggest });
