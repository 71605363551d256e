import {
  bundleAnswerSchema,
  bundleDeletedSchema,
  bundleFormSchema,
  bundleIdParamsSchema,
} from "@/lib/contracts/bundle";
import { json } from "@/lib/server/http/json";
import { deleteBundle } from "@/lib/server/services/bundles/delete";
import { updateBundle } from "@/lib/server/services/bundles/update";

export const PUT = json({
  service: updateBundle,
  params: bundleIdParamsSchema,
  body: bundleFormSchema,
  answer: bundleAnswerSchema,
});

export const DELETE = json({
  service: deleteBundle,
  params: bundleIdParamsSchema,
  answer: bundleDeletedSchema,
});
