import { instanceFilterSchema, standingsAnswerSchema } from "@/lib/contracts/instance-search";
import { json } from "@/lib/server/http/json";
import { countStandings } from "@/lib/server/services/instances/search";

export const GET = json({
  service: countStandings,
  query: instanceFilterSchema,
  answer: standingsAnswerSchema,
});
