import {
  createInstanceAnswerSchema,
  createInstanceRequestSchema,
  listInstancesAnswerSchema,
  listInstancesQuerySchema,
} from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { createInstance } from "@/lib/server/services/instances/create";
import { listInstances } from "@/lib/server/services/instances/list";

export const GET = json({
  service: listInstances,
  query: listInstancesQuerySchema,
  answer: listInstancesAnswerSchema,
});

export const POST = json({
  service: createInstance,
  body: createInstanceRequestSchema,
  answer: createInstanceAnswerSchema,
});
