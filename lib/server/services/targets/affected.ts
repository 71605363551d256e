import { and, asc, count, eq, inArray } from "drizzle-orm";
import type { ServerName } from "@/lib/contracts/server-name";
import type { Database } from "../../db/client";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import type { ServerTargets, UpstreamRegistry } from "../../upstream/port";

/** How many are told by name; of more, only how many they are. */
const NAMED = 50;

/** @throws PatchbayError where nothing that this console decides about stands behind its servers */
export function targetsOf(upstreams: UpstreamRegistry): ServerTargets {
  const targets = hasTargets(upstreams) ? upstreams.get("embedded").targets : undefined;
  if (targets) return targets;
  throw new PatchbayError(
    "not-found",
    "The embedded engine is switched off here: Klavis Cloud decides where its servers lead.",
  );
}

/** Whether this console decides where servers lead. */
export function hasTargets(upstreams: UpstreamRegistry): boolean {
  return upstreams.summaries().some(({ id }) => id === "embedded");
}

/** Has the record say how accounts of a server are let in from now on. */
export async function settleSignIn(
  { db, upstreams }: { db: Database; upstreams: UpstreamRegistry },
  serverName: ServerName,
): Promise<void> {
  const signIn = await targetsOf(upstreams).signIn(serverName);
  await db
    .update(instance)
    .set({ signIn })
    .where(and(eq(instance.upstream, "embedded"), eq(instance.serverName, serverName)));
}

/** Whose connections a change of a server's target touches: the users of its connected instances, by user. */
export async function affectedBy(
  { db, upstreams }: { db: Database; upstreams: UpstreamRegistry },
  serverName: ServerName,
) {
  const connected = and(
    eq(instance.upstream, "embedded"),
    eq(instance.serverName, serverName),
    inArray(instance.status, ["connected", "no-sign-in-needed"]),
  );
  const [found, [total]] = await Promise.all([
    db
      .select({
        upstreamId: instance.upstreamInstanceId,
        id: instance.id,
        userId: instance.userId,
        platformName: instance.platformName,
      })
      .from(instance)
      .where(connected)
      .orderBy(asc(instance.userId), asc(instance.id))
      .limit(NAMED),
    db.select({ value: count() }).from(instance).where(connected),
  ]);
  const { controls } = upstreams.get("embedded");
  const used = await controls?.totals(found.map(({ upstreamId }) => upstreamId));
  const instances = found.map(({ upstreamId, ...row }) => ({
    ...row,
    lastUsedAt: used?.get(upstreamId)?.lastUsedAt ?? null,
  }));
  return { count: total?.value ?? 0, instances };
}
