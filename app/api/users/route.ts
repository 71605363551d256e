import { listUsersAnswerSchema, listUsersQuerySchema } from "@/lib/contracts/user";
import { json } from "@/lib/server/http/json";
import { listUsers } from "@/lib/server/services/users/list";

export const GET = json({
  service: listUsers,
  query: listUsersQuerySchema,
  answer: listUsersAnswerSchema,
});
