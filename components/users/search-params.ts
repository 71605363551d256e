import { jobIdParamsSchema } from "@/lib/contracts/job";
import { upstreamIdSchema } from "@/lib/contracts/upstream";
import { listUsersQuerySchema, userQuerySchema } from "@/lib/contracts/user";
import { declareSearchParams } from "@/lib/search-params";

/** What the list is narrowed by, and its order. */
export const usersParams = declareSearchParams({
  q: listUsersQuerySchema.shape.q,
  standing: listUsersQuerySchema.shape.standing,
  sort: listUsersQuerySchema.shape.sort,
  direction: listUsersQuerySchema.shape.direction,
});

/** Whose page it is, and the job whose progress and receipt are shown on it. */
export const userParams = declareSearchParams({
  user: userQuerySchema.shape.userId,
  job: jobIdParamsSchema.shape.id,
});

export const adoptParams = declareSearchParams({
  upstream: upstreamIdSchema,
  q: listUsersQuerySchema.shape.q,
});
