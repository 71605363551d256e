import { jobAnswerSchema, offboardRequestSchema } from "@/lib/contracts/job";
import { json } from "@/lib/server/http/json";
import { offboardUser } from "@/lib/server/services/users/offboard";

export const POST = json({
  service: offboardUser,
  body: offboardRequestSchema,
  answer: jobAnswerSchema,
});
