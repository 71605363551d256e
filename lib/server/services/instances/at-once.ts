import { and, eq, inArray } from "drizzle-orm";
import type { InstancesAtOnce } from "@/lib/contracts/instance-controls";
import type { InstanceStatus } from "@/lib/contracts/status";
import type { Caller, Context } from "../../context";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";

/** What is done to many instances in one step. */
export type AtOnce = {
  ids: readonly string[];
  /**
   * Called in the transaction of the change, before it is audited, with those to which it was done, and their status where
   * that was the question. The others are to be done one by one, which says what is the matter with them.
   */
  settle(tx: Database, done: readonly string[], status: InstanceStatus | null): Promise<void>;
};

type Found = Awaited<ReturnType<typeof read>>[number];

/** Those of the record that stand at an upstream which takes many at once, with it; undefined where there is none. */
export async function findAtOnce(
  { db, upstreams }: Pick<Context<Caller>, "db" | "upstreams">,
  ids: readonly string[],
): Promise<{ atOnce: InstancesAtOnce; rows: Found[] } | undefined> {
  const upstream = upstreams.summaries().find(({ id }) => upstreams.get(id).atOnce);
  const atOnce = upstream && upstreams.get(upstream.id).atOnce;
  if (!atOnce) return undefined;
  return {
    atOnce,
    rows: await read(db, and(inArray(instance.id, [...ids]), eq(instance.upstream, upstream.id))),
  };
}

/**
 * Holds the rows, in an order that is everybody's, so that no two wait for each other. Answers those that are as they were
 * read: what the upstream said was of what they were then.
 */
export async function holdUnchanged<Row extends Found>(tx: Database, rows: readonly Row[]): Promise<Row[]> {
  const held = await read(tx, inArray(instance.id, idsOf(rows))).for("update");
  const now = new Map(held.map((row) => [row.id, row]));
  return rows.filter((row) => {
    const { upstreamInstanceId, status, updatedAt } = now.get(row.id) ?? {};
    return (
      upstreamInstanceId === row.upstreamInstanceId &&
      status === row.status &&
      updatedAt?.getTime() === row.updatedAt.getTime()
    );
  });
}

export function idsOf(rows: readonly Pick<Found, "id">[]): string[] {
  return rows.map(({ id }) => id);
}

function read(db: Pick<Database, "select">, which: ReturnType<typeof and>) {
  const { id, upstream, upstreamInstanceId, serverName, userId, platformName } = instance;
  const { isReadOnly, status, connectedAt, missingSince, updatedAt } = instance;
  return db
    .select({
      ...{ id, upstream, upstreamInstanceId, serverName, userId, platformName },
      ...{ isReadOnly, status, connectedAt, missingSince, updatedAt },
    })
    .from(instance)
    .where(which)
    .orderBy(id);
}
