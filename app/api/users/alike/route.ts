import { alikeUsersAnswerSchema, userQuerySchema } from "@/lib/contracts/user";
import { json } from "@/lib/server/http/json";
import { listAlikeUsers } from "@/lib/server/services/users/alike";

export const GET = json({
  service: listAlikeUsers,
  query: userQuerySchema,
  answer: alikeUsersAnswerSchema,
});
