import { and, eq, isNull } from "drizzle-orm";
import { hashToken, sameSecret } from "../../cipher";
import type { Context } from "../../context";
import { connectAttempt } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { authorize } from "../authorize";
import { type AttemptRow, isLive } from "./attempt";
import { readConnection } from "./read";

type Return = { instanceId: string; window: AttemptRow["window"]; connected: boolean; reason: string | null };

const STATE = /^([\da-f-]{36})\.([\w-]{43})$/;

/**
 * Takes the browser's return from the provider. `state` is `<attempt>.<nonce>`; it counts once, in time, and for the
 * member who opened the window. The return itself proves nothing: the upstream is asked.
 * @throws PatchbayError `not-found`, the same whatever is wrong with the state
 */
export async function takeReturn(context: Context, { state }: { state: string }): Promise<Return> {
  const { db, actor } = context;
  authorize(actor, "operator");
  const attempt = await spendNonce(context, state);
  if (!attempt || attempt.memberId !== actor.id) {
    throw new PatchbayError(
      "not-found",
      "This return does not belong to a window that is open. Go back to the console and press Connect again.",
    );
  }
  await db.update(connectAttempt).set({ state: "confirming" }).where(eq(connectAttempt.id, attempt.id));
  const connection = await readConnection(context, { id: attempt.instanceId });
  return {
    instanceId: attempt.instanceId,
    window: attempt.window,
    connected: connection.attempt?.state === "connected",
    reason: connection.attempt?.reason ?? null,
  };
}

/** The live attempt that the state names, with its nonce spent; undefined where anything does not fit. */
async function spendNonce({ db, actor }: Context, state: string): Promise<AttemptRow | undefined> {
  const [, id, nonce] = STATE.exec(state) ?? [];
  if (!id || !nonce) return undefined;
  const [attempt] = await db.select().from(connectAttempt).where(eq(connectAttempt.id, id));
  if (!attempt || !sameSecret(attempt.nonceHash, hashToken(nonce))) return undefined;
  if (attempt.memberId !== actor.id || !isLive(attempt.state) || attempt.expiresAt <= new Date()) return undefined;
  const [spent] = await db
    .update(connectAttempt)
    .set({ returnedAt: new Date() })
    .where(and(eq(connectAttempt.id, id), isNull(connectAttempt.returnedAt)))
    .returning();
  return spent;
}
