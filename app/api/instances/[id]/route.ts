import {
  instanceAnswerSchema,
  instanceIdParamsSchema,
  updateInstanceFormSchema,
} from "@/lib/contracts/instance";
import { route } from "@/lib/server/http/route";
import { updateInstance } from "@/lib/server/services/instances/update";

export const PATCH = route({
  allow: "operator",
  params: instanceIdParamsSchema,
  body: updateInstanceFormSchema,
  answer: instanceAnswerSchema,
  handle: (context, { params, body }) => updateInstance(context, { ...params, ...body }),
});
