import { userAnswerSchema, userQuerySchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/http/route";
import { readUser } from "@/lib/server/services/users/read";

export const GET = route({
  allow: "viewer",
  query: userQuerySchema,
  answer: userAnswerSchema,
  handle: (context, { query }) => readUser(context, query),
});
