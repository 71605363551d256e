import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { RETURN_STATE } from "@/lib/contracts/connect";
import { isLive } from "@/lib/contracts/terms/connect";
import { recordAudit } from "../../audit/record";
import { hashToken, sameSecret } from "../../cipher";
import type { Actor, Caller, Context } from "../../context";
import { connectAttempt } from "../../db/schema/connect";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { readOutcome } from "../../return-outcome";
import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import type { AttemptRow } from "./attempt";
import { refreshConnection } from "./refresh";

type Returning = {
  state: string;
  /** What the upstream added on the way back, and its signature. */
  outcome?: string | undefined;
  signature?: string | undefined;
  /** Those whom this browser can prove to be. */
  holders: readonly Actor[];
};

/**
 * Takes the browser's return from the provider. `state` is `<attempt>.<nonce>`; it counts once, in time, and for whoever
 * opened the window: `holders` are those whom this browser can prove to be. The return itself proves nothing: what the
 * upstream has signed counts, and the upstream is asked.
 * @throws PatchbayError `not-found`, the same whatever is wrong with the state
 */
export const completeReturn = verb(
  "connect.return",
  ["member", "visitor"],
  async (context, input: Returning) => {
    const { attempt, holder } = (await redeemNonce(context, input)) ?? {};
    if (!attempt || !holder) {
      throw new PatchbayError(
        "not-found",
        "This return does not belong to a window that is open. Go back to where you pressed Connect, and press it again.",
      );
    }
    const row = await findInstance(context.db, attempt.instanceId);
    const refreshed = await refreshConnection(context, row);
    return {
      instanceId: attempt.instanceId,
      holder,
      window: attempt.window,
      page: attempt.page,
      connected: refreshed.attempt?.state === "connected" && !wasRefused(attempt),
      /** Whether it is not known yet. */
      live: refreshed.attempt !== undefined && isLive(refreshed.attempt.state),
    };
  },
);

/**
 * The attempt that the state names, now confirming, its nonce redeemed; undefined where anything does not fit. One that a
 * poll has found connected a moment before the browser came back stays connected: it is no less a return, and is
 * audited as one here, since nothing is left to come of it.
 */
async function redeemNonce(
  context: Context<Caller>,
  { state, outcome, signature, holders }: Returning,
): Promise<{ attempt: AttemptRow; holder: Actor } | undefined> {
  const { db, cipher, request } = context;
  const [, id, nonce] = RETURN_STATE.exec(state) ?? [];
  if (!id || !nonce) return undefined;
  const [found] = await db
    .select({ attempt: connectAttempt, instance })
    .from(connectAttempt)
    .innerJoin(instance, eq(instance.id, connectAttempt.instanceId))
    .where(eq(connectAttempt.id, id));
  if (!found || !sameSecret(found.attempt.nonceHash, hashToken(nonce))) return undefined;
  const holder = holders.find((candidate) => candidate.id === found.attempt.holder);
  if (!holder || found.attempt.expiresAt <= new Date()) return undefined;
  const { upstream, upstreamInstanceId: instanceId } = found.instance;
  // No other upstream signs with this console's key.
  const returnSaid =
    upstream === "embedded" ? readOutcome(cipher, { instanceId, state, outcome, signature }) : undefined;
  const { state: before } = connectAttempt;
  return db.transaction(async (tx) => {
    const [attempt] = await tx
      .update(connectAttempt)
      .set({
        returnedAt: new Date(),
        returnSaid: returnSaid ?? null,
        state: sql`case when ${before} = 'waiting' then 'confirming' else ${before} end`,
      })
      .where(
        and(
          eq(connectAttempt.id, id),
          inArray(before, ["waiting", "connected"]),
          isNull(connectAttempt.returnedAt),
        ),
      )
      .returning();
    if (!attempt) return undefined;
    if (attempt.state === "connected") {
      await recordAudit(
        tx,
        { caller: holder, request },
        {
          action: "connect.return",
          subject: attempt.instanceId,
          outcome: wasRefused(attempt) ? "failed" : "succeeded",
          details: { attempt: id, state: wasRefused(attempt) ? "failed" : "connected", returned: true },
        },
      );
    }
    return { attempt, holder };
  });
}

/** What the upstream has signed is that nothing came of it. */
function wasRefused({ returnSaid }: AttemptRow): boolean {
  return returnSaid === "denied" || returnSaid === "failed";
}
