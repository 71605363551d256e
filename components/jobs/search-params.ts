import { listJobsQuerySchema } from "@/lib/contracts/job";
import { declareSearchParams } from "@/lib/search-params";

/** Which jobs are listed. */
export const jobsParams = declareSearchParams({ state: listJobsQuerySchema.shape.state });
