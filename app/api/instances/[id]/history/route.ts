import { historyAnswerSchema } from "@/lib/contracts/history";
import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { route } from "@/lib/server/http/route";
import { readHistory } from "@/lib/server/services/instances/history";

export const GET = route({
  allow: "viewer",
  params: instanceIdParamsSchema,
  answer: historyAnswerSchema,
  handle: (context, { params }) => readHistory(context, params),
});
