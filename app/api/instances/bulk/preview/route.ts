import { createManyPreviewSchema, createManyRequestSchema } from "@/lib/contracts/create-many";
import { json } from "@/lib/server/http/json";
import { previewInstances } from "@/lib/server/services/instances/create-many";

/** Changes nothing; the users are more than an address holds. */
export const POST = json({
  service: previewInstances,
  body: createManyRequestSchema,
  answer: createManyPreviewSchema,
  limit: 512 * 1024,
});
