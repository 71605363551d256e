import {
  and,
  asc,
  count,
  countDistinct,
  desc,
  eq,
  gt,
  gte,
  isNotNull,
  isNull,
  lt,
  type SQL,
  sql,
} from "drizzle-orm";
import type { Overview } from "@/lib/contracts/overview";
import type { Context } from "../../context";
import { instance } from "../../db/schema/instance";
import { job, jobItem } from "../../db/schema/job";
import { connectLink } from "../../db/schema/link";
import { countUpTo } from "../instances/capped";
import { serializeInstance } from "../instances/serialize";
import { STANDINGS } from "../links/standing";

const DAY = 24 * 60 * 60 * 1000;
/** So many are named; the number says how many more there are. */
const NAMED = 5;
const COUNTED = 1_000;

/** What wants somebody, the longest waiting first. */
export async function readAttention(context: Context, now: Date): Promise<Overview["attention"]> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  return {
    waiting: await some(context, and(eq(instance.status, "waiting"), lt(instance.createdAt, ago(1)))),
    needsReauthorization: await some(context, eq(instance.status, "needs-reauthorization")),
    missing: await some(context, isNotNull(instance.missingSince)),
    expiringLinks: await countExpiring(context),
    runningJobs: await context.db.$count(job, eq(job.state, "running")),
    failedJobs: await failedJobs(context, ago(7)),
  };
}

async function some(context: Context, condition: SQL | undefined) {
  const { db } = context;
  const { count: counted, more } = await countUpTo(db, COUNTED, condition);
  const rows = await db
    .select()
    .from(instance)
    .where(condition)
    .orderBy(asc(instance.createdAt), asc(instance.id))
    .limit(NAMED);
  return { count: counted, more, instances: rows.map((row) => serializeInstance(row, context)) };
}

/** Of those with the least time left, so that what is looked at is bounded. */
async function countExpiring({ db }: Context): Promise<number> {
  const next = db
    .select()
    .from(connectLink)
    .where(and(isNull(connectLink.revokedAt), gt(connectLink.expiresAt, sql`now()`)))
    .orderBy(asc(connectLink.expiresAt))
    .limit(COUNTED)
    .as("connect_link");
  const [counted] = await db.select({ count: count() }).from(next).where(STANDINGS.expiring);
  return counted?.count ?? 0;
}

async function failedJobs({ db }: Context, since: Date): Promise<Overview["attention"]["failedJobs"]> {
  const failedItem = and(eq(jobItem.jobId, job.id), eq(jobItem.state, "failed"));
  const [counted] = await db
    .select({ count: countDistinct(job.id) })
    .from(job)
    .innerJoin(jobItem, failedItem)
    .where(gte(job.createdAt, since));
  const rows = await db
    .select({ id: job.id, action: job.action, total: job.total, createdAt: job.createdAt, failed: count() })
    .from(job)
    .innerJoin(jobItem, failedItem)
    .where(gte(job.createdAt, since))
    .groupBy(job.id)
    .orderBy(desc(job.createdAt))
    .limit(NAMED);
  const jobs = rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  return { count: counted?.count ?? 0, jobs };
}
