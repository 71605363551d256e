import { countInstancesAnswerSchema, countInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { json } from "@/lib/server/http/json";
import { countInstances } from "@/lib/server/services/instances/search";

export const GET = json({
  service: countInstances,
  query: countInstancesQuerySchema,
  answer: countInstancesAnswerSchema,
});
