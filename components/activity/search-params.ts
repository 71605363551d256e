import { activityFilterSchema } from "@/lib/contracts/activity";
import { declareSearchParams } from "@/lib/search-params";

/** What the activity is narrowed by: all of it stands in the address, so that it can be sent to a colleague. */
export const activityParams = declareSearchParams(activityFilterSchema.shape);
