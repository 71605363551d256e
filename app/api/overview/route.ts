import { overviewSchema } from "@/lib/contracts/overview";
import { route } from "@/lib/server/http/route";
import { readOverview } from "@/lib/server/services/overview/read";

export const GET = route({ allow: "viewer", answer: overviewSchema, handle: readOverview });
