import { savedViewDeletedSchema, savedViewIdParamsSchema } from "@/lib/contracts/saved-view";
import { json } from "@/lib/server/http/json";
import { deleteView } from "@/lib/server/services/views/delete";

export const DELETE = json({
  service: deleteView,
  params: savedViewIdParamsSchema,
  answer: savedViewDeletedSchema,
});
