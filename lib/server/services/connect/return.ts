import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { hashToken, sameSecret } from "../../cipher";
import type { Actor, Caller, Context } from "../../context";
import { connectAttempt } from "../../db/schema/connect";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { findInstance } from "../instances/find";
import { refreshConnection } from "./refresh";

/** `holders` are those whom this browser can prove to be. */
type Returning = { state: string; holders: readonly Actor[] };

const STATE = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([\w-]{43})$/;

/**
 * Takes the browser's return from the provider. `state` is `<attempt>.<nonce>`; it counts once, in time, and for whoever
 * opened the window: `holders` are those whom this browser can prove to be. The return itself proves nothing: the
 * upstream is asked.
 * @throws PatchbayError `not-found`, the same whatever is wrong with the state
 */
export const completeReturn = verb(
  "connect.return",
  ["member", "visitor"],
  async (context, input: Returning) => {
    const { state, holders } = input;
    const { attempt, holder } = (await redeemNonce(context, state, holders)) ?? {};
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
      connected: refreshed.attempt?.state === "connected",
    };
  },
);

/**
 * The attempt that the state names, now confirming, its nonce redeemed; undefined where anything does not fit. One that a
 * poll has found connected a moment before the browser came back stays connected: it is no less a return.
 */
async function redeemNonce({ db }: Context<Caller>, state: string, holders: readonly Actor[]) {
  const [, id, nonce] = STATE.exec(state) ?? [];
  if (!id || !nonce) return undefined;
  const [attempt] = await db.select().from(connectAttempt).where(eq(connectAttempt.id, id));
  if (!attempt || !sameSecret(attempt.nonceHash, hashToken(nonce))) return undefined;
  const holder = holders.find((candidate) => candidate.id === attempt.holder);
  if (!holder || attempt.expiresAt <= new Date()) return undefined;
  const { state: before } = connectAttempt;
  const [redeemed] = await db
    .update(connectAttempt)
    .set({
      returnedAt: new Date(),
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
  return redeemed && { attempt: redeemed, holder };
}
