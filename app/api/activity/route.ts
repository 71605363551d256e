import { activityAnswerSchema, activityQuerySchema } from "@/lib/contracts/activity";
import { json } from "@/lib/server/http/json";
import { listActivity } from "@/lib/server/services/activity/list";

export const GET = json({
  service: listActivity,
  query: activityQuerySchema,
  answer: activityAnswerSchema,
});
