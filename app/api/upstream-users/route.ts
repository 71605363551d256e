import { upstreamUsersAnswerSchema, upstreamUsersQuerySchema } from "@/lib/contracts/user";
import { json } from "@/lib/server/http/json";
import { listUpstreamUsers } from "@/lib/server/services/users/adopt";

export const GET = json({
  service: listUpstreamUsers,
  query: upstreamUsersQuerySchema,
  answer: upstreamUsersAnswerSchema,
});
