import {
  createInstanceAnswerSchema,
  createInstanceRequestSchema,
  listInstancesAnswerSchema,
  listInstancesQuerySchema,
} from "@/lib/contracts/instance";
import { route } from "@/lib/server/http/route";
import { createInstance } from "@/lib/server/services/instances/create";
import { listInstances } from "@/lib/server/services/instances/list";

export const GET = route({
  allow: "viewer",
  query: listInstancesQuerySchema,
  answer: listInstancesAnswerSchema,
  handle: (context, { query }) => listInstances(context, query),
});

export const POST = route({
  allow: "operator",
  body: createInstanceRequestSchema,
  answer: createInstanceAnswerSchema,
  handle: (context, { body }) => createInstance(context, body),
});
