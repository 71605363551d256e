import { jobAnswerSchema } from "@/lib/contracts/job";
import { adoptManyRequestSchema } from "@/lib/contracts/user";
import { json } from "@/lib/server/http/json";
import { adoptUsers } from "@/lib/server/services/users/adopt-many";

export const POST = json({
  service: adoptUsers,
  body: adoptManyRequestSchema,
  answer: jobAnswerSchema,
  // Five thousand users with a few servers each.
  limit: 1024 * 1024,
});
