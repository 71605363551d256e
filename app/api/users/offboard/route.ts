import { jobAnswerSchema, offboardRequestSchema } from "@/lib/contracts/job";
import { route } from "@/lib/server/http/route";
import { offboardUser } from "@/lib/server/services/users/offboard";

export const POST = route({
  allow: "operator",
  body: offboardRequestSchema,
  answer: jobAnswerSchema,
  handle: (context, { body }) => offboardUser(context, body),
});
