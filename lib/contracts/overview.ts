import * as z from "zod/mini";
import { instanceSchema } from "./instance";
import { toldServerNameSchema } from "./server-name";
import { instanceStandingSchema } from "./status";
import { told } from "./told";
import { upstreamIdSchema } from "./upstream";
import { tallySchema } from "./usage";

/** A few instances that want somebody, and how many there are in all, up to 1,000. */
const attentionSchema = z.object({ count: z.int(), more: z.boolean(), instances: z.array(instanceSchema) });

/** `GET /api/overview`: what needs attention, and the figures behind the charts. Days and hours are UTC. */
export const overviewSchema = z.object({
  attention: z.object({
    /** Waiting for authorization for longer than a day. */
    waiting: attentionSchema,
    needsReauthorization: attentionSchema,
    /** Not known at their upstream any more. */
    missing: attentionSchema,
    /** Links with accounts left to connect that end within a day, of the 1,000 that end next. */
    expiringLinks: z.int(),
    /** Jobs that run at present. */
    runningJobs: z.int(),
    /** Jobs of the last week in which something failed, the latest named. */
    failedJobs: z.object({
      count: z.int(),
      jobs: z.array(
        z.object({
          id: z.string(),
          action: z.string(),
          failed: z.int(),
          total: z.int(),
          createdAt: z.string(),
        }),
      ),
    }),
  }),
  /** How many there are, as far as they are counted. */
  total: z.int(),
  /** Whether there are more. Then the states and servers are those of the latest of them. */
  more: z.boolean(),
  byStatus: z.array(z.object({ status: told(instanceStandingSchema), count: z.int() })),
  /** The ten with the most. */
  byServer: z.array(z.object({ serverName: toldServerNameSchema, count: z.int() })),
  /** The last 30 days, the oldest first; days without any are there with 0, and no more than 2,000 a day are counted. */
  createdPerDay: z.array(z.object({ day: z.string(), count: z.int() })),
  /** Seconds from create to connected, over the latest 5,000 that were connected in 30 days; null where nothing was. */
  timeToConnect: z.object({ median: z.nullable(z.number()), p90: z.nullable(z.number()), count: z.int() }),
  /** What agents called in the last 30 days; null where no calls pass through this console. */
  usage: z.nullable(
    z.object({
      /** The oldest first; days without any are there with 0. */
      days: z.array(z.object({ day: z.string(), calls: z.number(), errors: z.number() })),
      /** Whether there were more than are counted of a day. */
      more: z.boolean(),
      /** The five that were called the most, the most first. */
      busiest: z.array(
        z.extend(tallySchema, { id: z.string(), serverName: toldServerNameSchema, userId: z.string() }),
      ),
    }),
  ),
  /** The last 24 hours, the oldest first; hours without calls are left out. Times in milliseconds. */
  upstreams: z.array(
    z.object({
      upstream: told(upstreamIdSchema),
      hour: z.string(),
      calls: z.int(),
      failures: z.int(),
      average: z.number(),
      slowest: z.int(),
    }),
  ),
});
export type Overview = z.infer<typeof overviewSchema>;
