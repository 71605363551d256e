import {
  deletedSchema,
  instanceAnswerSchema,
  instanceIdParamsSchema,
  updateInstanceFormSchema,
} from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { deleteInstance } from "@/lib/server/services/instances/delete";
import { updateInstance } from "@/lib/server/services/instances/update";

export const PATCH = json({
  service: updateInstance,
  params: instanceIdParamsSchema,
  body: updateInstanceFormSchema,
  answer: instanceAnswerSchema,
});

export const DELETE = json({
  service: deleteInstance,
  params: instanceIdParamsSchema,
  answer: deletedSchema,
});
