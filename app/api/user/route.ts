import { userAnswerSchema, userQuerySchema } from "@/lib/contracts/user";
import { json } from "@/lib/server/http/json";
import { readUser } from "@/lib/server/services/users/read";

export const GET = json({
  service: readUser,
  query: userQuerySchema,
  answer: userAnswerSchema,
});
