import { searchInstancesAnswerSchema, searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { route } from "@/lib/server/http/route";
import { searchInstances } from "@/lib/server/services/instances/search";

export const GET = route({
  allow: "viewer",
  query: searchInstancesQuerySchema,
  answer: searchInstancesAnswerSchema,
  handle: (context, { query }) => searchInstances(context, query),
});
