import * as z from "zod/mini";
import { combinedUrlSchema } from "./combined-url";
import { newIdSchema, recordedIdSchema } from "./identifier";
import { instanceSchema } from "./instance";
import { serverNameSchema, toldServerNameSchema } from "./server-name";
import { instanceStandingSchema } from "./status";
import { INSTANCE_STANDINGS } from "./terms/status";
import { storable } from "./text";
import { told } from "./told";
import { upstreamIdSchema } from "./upstream";
import { tallySchema } from "./usage";

/** A person for whom there are instances, with how these stand. */
export const userSummarySchema = z.object({
  userId: z.string(),
  total: z.int(),
  /** How many instances are in each state; states with none are left out. */
  byStatus: z.partialRecord(told(instanceStandingSchema), z.int()),
  lastChangeAt: z.string(),
});
export type UserSummary = z.infer<typeof userSummarySchema>;

export const USER_SORTS = ["user", "instances", "changed"] as const;
export type UserSort = (typeof USER_SORTS)[number];
const DIRECTIONS = ["ascending", "descending"] as const;

/** `GET /api/users/standings` */
export const userStandingsQuerySchema = z.object({
  q: z.optional(z.string().check(z.trim(), z.maxLength(200), storable)),
});
/** How many users have an instance of each standing; one who has of several is counted with each. */
export const userStandingsSchema = z.object({
  counts: z.record(z.enum([...INSTANCE_STANDINGS, "all"]), z.int()),
  /** Whether there are more, which are not counted. */
  more: z.boolean(),
});
export type UserStandings = z.infer<typeof userStandingsSchema>;

/** `GET /api/users` */
export const listUsersQuerySchema = z.object({
  q: userStandingsQuerySchema.shape.q,
  /** Those who have an instance that stands so. */
  standing: z.optional(instanceStandingSchema),
  sort: z.optional(z.enum(USER_SORTS)),
  direction: z.optional(z.enum(DIRECTIONS)),
  /** The user id with which the page before ended. */
  after: z.optional(recordedIdSchema),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
});
export type ListUsersQuery = z.output<typeof listUsersQuerySchema>;

export const listUsersAnswerSchema = z.object({
  users: z.array(userSummarySchema),
  next: z.nullable(z.string()),
});
export type ListUsersAnswer = z.infer<typeof listUsersAnswerSchema>;

/** `GET /api/user?userId=`: an id may hold any character, so it is never a part of a path. */
export const userQuerySchema = z.object({ userId: recordedIdSchema });
export const userAnswerSchema = z.object({
  user: userSummarySchema,
  /** The URLs behind which several of their servers stand, the latest first. */
  combinedUrls: z.array(combinedUrlSchema),
  instances: z.array(instanceSchema),
  /** What agents called in thirty days, by the instances' ids; left out are those that nobody called or that are elsewhere. */
  usage: z.record(z.string(), tallySchema),
});
export type UserAnswer = z.infer<typeof userAnswerSchema>;

/** `GET /api/users/alike?userId=`: the ids in the record that look like one that is not; most alike are the same person. */
export const alikeUsersAnswerSchema = z.object({ userIds: z.array(z.string()) });
export type AlikeUsersAnswer = z.infer<typeof alikeUsersAnswerSchema>;

/** No upstream has more pages of users. */
const LAST_PAGE = 1_000_000;

/** `GET /api/upstream-users`: who is at an upstream, and what of theirs the record does not know. */
export const upstreamUsersQuerySchema = z.object({
  upstream: upstreamIdSchema,
  page: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(LAST_PAGE)), 1),
});
export const upstreamUsersAnswerSchema = z.object({
  users: z.array(
    z.object({
      userId: z.string(),
      /** Null where the upstream says no time that is one. */
      createdAt: z.nullable(z.string()),
      /** Servers of theirs that are not in the record. */
      unrecorded: z.array(z.object({ serverName: toldServerNameSchema, connected: z.boolean() })),
      recorded: z.int(),
    }),
  ),
  /** How many entries of the page name nobody. */
  unreadable: z.int(),
  page: z.int(),
  totalPages: z.int(),
});
export type UpstreamUsersAnswer = z.infer<typeof upstreamUsersAnswerSchema>;

/** More than any user has at an upstream. */
const MOST_SERVERS = 500;

/** `POST /api/upstream-users/adopt`: takes one user's servers into the record, through the idempotent create. */
export const adoptRequestSchema = z.object({
  upstream: upstreamIdSchema,
  // What the record cannot take as new, it cannot adopt either.
  userId: newIdSchema({ wrong: "Name the user.", missing: "Name the user." }),
  serverNames: z.array(serverNameSchema).check(z.minLength(1), z.maxLength(MOST_SERVERS)),
});
export type AdoptRequest = z.output<typeof adoptRequestSchema>;
export const adoptAnswerSchema = z.object({
  adopted: z.array(instanceSchema),
  failures: z.array(z.object({ serverName: serverNameSchema, reason: z.string() })),
});
export type AdoptAnswer = z.infer<typeof adoptAnswerSchema>;

/** So many users are adopted from by one job. */
const MOST_ADOPTED = 5000;

/** `POST /api/upstream-users/adopt/bulk`: the same for many users, as a job. */
export const adoptManyRequestSchema = z.object({
  upstream: upstreamIdSchema,
  users: z
    .array(z.pick(adoptRequestSchema, { userId: true, serverNames: true }))
    .check(
      z.minLength(1, { error: "Choose at least one server." }),
      z.maxLength(MOST_ADOPTED, { error: `At most ${MOST_ADOPTED} users are adopted from at once.` }),
    ),
});
export type AdoptManyRequest = z.output<typeof adoptManyRequestSchema>;
