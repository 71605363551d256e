import { adoptAnswerSchema, adoptRequestSchema } from "@/lib/contracts/user";
import { json } from "@/lib/server/http/json";
import { adoptUser } from "@/lib/server/services/users/adopt";

export const POST = json({
  service: adoptUser,
  body: adoptRequestSchema,
  answer: adoptAnswerSchema,
});
