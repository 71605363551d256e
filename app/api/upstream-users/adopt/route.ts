import { adoptAnswerSchema, adoptRequestSchema } from "@/lib/contracts/user";
import { route } from "@/lib/server/http/route";
import { adoptUser } from "@/lib/server/services/users/adopt";

export const POST = route({
  allow: "operator",
  body: adoptRequestSchema,
  answer: adoptAnswerSchema,
  handle: (context, { body }) => adoptUser(context, body),
});
