import { listUsersAnswerSchema, listUsersQuerySchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/http/route";
import { listUsers } from "@/lib/server/services/users/list";

export const GET = route({
  allow: "viewer",
  query: listUsersQuerySchema,
  answer: listUsersAnswerSchema,
  handle: (context, { query }) => listUsers(context, query),
});
