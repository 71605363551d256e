import { desc, eq } from "drizzle-orm";
import type { Attempt } from "@/lib/contracts/connect";
import { isLive } from "@/lib/contracts/terms/connect";
import type { Actor } from "../../context";
import type { Database } from "../../db/client";
import { connectAttempt } from "../../db/schema/connect";

export type AttemptRow = typeof connectAttempt.$inferSelect;

/** After the return, the upstream is given this long to say that the account is there, in milliseconds. */
export const CONFIRMATION_TIME = 4_000;

const DENIED = "Access was denied.";
const FAILED = "The sign-in failed at the provider.";
/** Where the upstream says no more than that the account is not there. */
const UNTOLD = "The provider came back, and the account is not connected.";
const UNCONFIRMED =
  "The account was connected before, and still is. Whether it was connected anew, the upstream does not say.";
const GONE = "The upstream does not know this instance of this user any more, so nothing was connected.";

export type AttemptStep = Pick<AttemptRow, "state" | "reason">;

type Seen = {
  /** What the upstream says of the instance: whether it has its account, or is not there; undefined where it is silent. */
  found: { authenticated: boolean; missing: boolean } | undefined;
  now: Date;
};

/**
 * Where an attempt stands, given what the upstream says. Nothing ends it but success, failure, Cancel or expiry: that a
 * window looks closed is no news. That an account is connected which was so before proves nothing: then it takes the
 * upstream's own word on the way back, and without one nobody knows.
 */
export function advanceAttempt(
  attempt: Pick<
    AttemptRow,
    "state" | "reason" | "wasAuthenticated" | "returnedAt" | "returnSaid" | "expiresAt"
  >,
  { found, now }: Seen,
): AttemptStep {
  const { state, reason, wasAuthenticated, returnedAt, returnSaid, expiresAt } = attempt;
  if (!isLive(state)) return { state, reason };
  if (returnSaid === "denied" || returnSaid === "failed") {
    const reason = returnSaid === "denied" ? DENIED : FAILED;
    return { state: "failed", reason: found?.missing ? GONE : reason };
  }
  if (found?.authenticated && (returnSaid === "connected" || !wasAuthenticated))
    return { state: "connected", reason: null };
  const waited = returnedAt ? now.getTime() - returnedAt.getTime() : 0;
  if (found && waited > CONFIRMATION_TIME) {
    if (found.authenticated) return { state: "unconfirmed", reason: UNCONFIRMED };
    return { state: "failed", reason: found.missing ? GONE : UNTOLD };
  }
  if (now >= expiresAt) return { state: "expired", reason: "Nobody finished connecting within ten minutes." };
  return { state, reason };
}

/** The attempt at an instance that began last. */
export async function latestAttempt(
  db: Pick<Database, "select">,
  instanceId: string,
): Promise<AttemptRow | undefined> {
  const [latest] = await db
    .select()
    .from(connectAttempt)
    .where(eq(connectAttempt.instanceId, instanceId))
    .orderBy(desc(connectAttempt.createdAt))
    .limit(1);
  return latest;
}

/** Who opened the window. */
export function holderOf({ holder, holderKind, holderName, holderEmail }: AttemptRow): Actor {
  const kind = holderKind ?? (holder.startsWith("visitor:") ? "visitor" : "member");
  return { kind, id: holder, name: holderName, email: holderEmail };
}

export function serializeAttempt(row: AttemptRow): Attempt {
  return { id: row.id, state: row.state, reason: row.reason, expiresAt: row.expiresAt.toISOString() };
}
