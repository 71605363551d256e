import { searchInstancesAnswerSchema, searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { json } from "@/lib/server/http/json";
import { searchInstances } from "@/lib/server/services/instances/search";

export const GET = json({
  service: searchInstances,
  query: searchInstancesQuerySchema,
  answer: searchInstancesAnswerSchema,
});
