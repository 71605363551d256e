import { instanceIdParamsSchema, revealAnswerSchema } from "@/lib/contracts/instance";
import { route } from "@/lib/server/http/route";
import { revealInstance } from "@/lib/server/services/instances/reveal";

export const POST = route({
  allow: "operator",
  params: instanceIdParamsSchema,
  answer: revealAnswerSchema,
  handle: (context, { params }) => revealInstance(context, params),
});
