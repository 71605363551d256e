import { countInstancesAnswerSchema, instanceFilterSchema } from "@/lib/contracts/instance-search";
import { route } from "@/lib/server/http/route";
import { countInstances } from "@/lib/server/services/instances/search";

export const GET = route({
  allow: "viewer",
  query: instanceFilterSchema,
  answer: countInstancesAnswerSchema,
  handle: (context, { query }) => countInstances(context, query),
});
