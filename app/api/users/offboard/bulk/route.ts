import { jobsBegunSchema, offboardManyRequestSchema } from "@/lib/contracts/job";
import { json } from "@/lib/server/http/json";
import { offboardUsers } from "@/lib/server/services/users/offboard";

export const POST = json({
  service: offboardUsers,
  body: offboardManyRequestSchema,
  answer: jobsBegunSchema,
});
