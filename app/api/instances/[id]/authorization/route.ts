import { instanceAnswerSchema, instanceIdParamsSchema } from "@/lib/contracts/instance";
import { route } from "@/lib/server/http/route";
import { deauthorizeInstance } from "@/lib/server/services/instances/deauthorize";

export const DELETE = route({
  allow: "operator",
  params: instanceIdParamsSchema,
  answer: instanceAnswerSchema,
  handle: (context, { params }) => deauthorizeInstance(context, params),
});
