import { overviewSchema } from "@/lib/contracts/overview";
import { json } from "@/lib/server/http/json";
import { readOverview } from "@/lib/server/services/overview/read";

export const GET = json({ service: readOverview, answer: overviewSchema });
