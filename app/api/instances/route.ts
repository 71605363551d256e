import { createInstanceAnswerSchema, createInstanceRequestSchema } from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { createInstance } from "@/lib/server/services/instances/create";

export const POST = json({
  service: createInstance,
  body: createInstanceRequestSchema,
  answer: createInstanceAnswerSchema,
});
