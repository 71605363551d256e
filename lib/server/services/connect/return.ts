import { and, eq, isNull } from "drizzle-orm";
import { hashToken, sameSecret } from "../../cipher";
import type { PublicContext } from "../../context";
import { connectAttempt } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { findInstance } from "../instances/find";
import { type AttemptRow, isLive } from "./attempt";
import type { Holder } from "./begin";
import { lookAtConnection } from "./look";

type Return = { instanceId: string; holder: Holder; window: AttemptRow["window"]; connected: boolean };

const STATE = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([\w-]{43})$/;

/**
 * Takes the browser's return from the provider. `state` is `<attempt>.<nonce>`; it counts once, in time, and for whoever
 * opened the window: `holders` are those whom this browser can prove to be. The return itself proves nothing: the
 * upstream is asked.
 * @throws PatchbayError `not-found`, the same whatever is wrong with the state
 */
export async function takeReturn(
  context: PublicContext,
  { state, holders }: { state: string; holders: readonly Holder[] },
): Promise<Return> {
  const { attempt, holder } = (await spendNonce(context, state, holders)) ?? {};
  if (!attempt || !holder) {
    throw new PatchbayError(
      "not-found",
      "This return does not belong to a window that is open. Go back to where you pressed Connect, and press it again.",
    );
  }
  const looked = await lookAtConnection(context, await findInstance(context.db, attempt.instanceId), holder);
  return {
    instanceId: attempt.instanceId,
    holder,
    window: attempt.window,
    connected: looked.attempt?.state === "connected",
  };
}

/** The live attempt that the state names, now confirming, its nonce spent; undefined where anything does not fit. */
async function spendNonce({ db }: PublicContext, state: string, holders: readonly Holder[]) {
  const [, id, nonce] = STATE.exec(state) ?? [];
  if (!id || !nonce) return undefined;
  const [attempt] = await db.select().from(connectAttempt).where(eq(connectAttempt.id, id));
  if (!attempt || !sameSecret(attempt.nonceHash, hashToken(nonce))) return undefined;
  const holder = holders.find((candidate) => candidate.id === attempt.holder);
  if (!holder || !isLive(attempt.state) || attempt.expiresAt <= new Date()) return undefined;
  const [spent] = await db
    .update(connectAttempt)
    .set({ returnedAt: new Date(), state: "confirming" })
    .where(
      and(eq(connectAttempt.id, id), eq(connectAttempt.state, "waiting"), isNull(connectAttempt.returnedAt)),
    )
    .returning();
  return spent && { attempt: spent, holder };
}
