import { upstreamUsersAnswerSchema, upstreamUsersQuerySchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/http/route";
import { listUpstreamUsers } from "@/lib/server/services/users/adopt";

export const GET = route({
  allow: "operator",
  query: upstreamUsersQuerySchema,
  answer: upstreamUsersAnswerSchema,
  handle: (context, { query }) => listUpstreamUsers(context, query),
});
