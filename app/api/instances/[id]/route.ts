import {
  deletedSchema,
  instanceAnswerSchema,
  instanceIdParamsSchema,
  updateInstanceFormSchema,
} from "@/lib/contracts/instance";
import { route } from "@/lib/server/http/route";
import { deleteInstance } from "@/lib/server/services/instances/delete";
import { updateInstance } from "@/lib/server/services/instances/update";

export const PATCH = route({
  allow: "operator",
  params: instanceIdParamsSchema,
  body: updateInstanceFormSchema,
  answer: instanceAnswerSchema,
  handle: (context, { params, body }) => updateInstance(context, { ...params, ...body }),
});

export const DELETE = route({
  allow: "operator",
  params: instanceIdParamsSchema,
  answer: deletedSchema,
  handle: (context, { params }) => deleteInstance(context, params),
});
