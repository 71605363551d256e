import { jobIdParamsSchema } from "@/lib/contracts/job";
import { upstreamIdSchema } from "@/lib/contracts/upstream";
import { listUsersQuerySchema, userQuerySchema } from "@/lib/contracts/user";
import { declareSearchParams } from "@/lib/search-params";

export const usersParams = declareSearchParams({ q: listUsersQuerySchema.shape.q });

/** Whose page it is, and the job whose progress and receipt are shown on it. */
export const userParams = declareSearchParams({
  user: userQuerySchema.shape.userId,
  job: jobIdParamsSchema.shape.id,
});

export const adoptParams = declareSearchParams({
  upstream: upstreamIdSchema,
  q: listUsersQuerySchema.shape.q,
});
