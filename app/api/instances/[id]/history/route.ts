import { historyAnswerSchema } from "@/lib/contracts/history";
import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { readHistory } from "@/lib/server/services/instances/history";

export const GET = json({
  service: readHistory,
  params: instanceIdParamsSchema,
  answer: historyAnswerSchema,
});
