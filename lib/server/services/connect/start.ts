import { and, eq, inArray } from "drizzle-orm";
import { catalogueEntry } from "@/lib/contracts/catalogue";
import { ATTEMPT_LIFETIME, type StartConnectQuery } from "@/lib/contracts/connect";
import { hashToken, randomToken } from "../../cipher";
import type { Context } from "../../context";
import { connectAttempt } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { isUpstreamOauthUrl } from "../../upstream/url";
import { recordAudit } from "../audit/record";
import { authorize } from "../authorize";
import { findInstance } from "../instances/find";
import { type InstanceRow, secretContext } from "../instances/serialize";

/**
 * Begins an attempt and answers where the window goes: the upstream's `oauthUrl` with a return address of ours, whose
 * nonce works once. An attempt that still lived for this instance gives way to the new one.
 * @throws PatchbayError
 */
export async function startConnect(
  context: Context,
  { instance: id, window, ...parameters }: StartConnectQuery,
): Promise<{ redirectTo: string }> {
  const { db, upstreams, actor, request, appUrl } = context;
  authorize(actor, "operator");
  const row = await findInstance(db, id);
  const upstream = upstreams.get(row.upstream);
  const state = await upstream.getInstance(row.upstreamInstanceId);
  const target = authorizeUrl(context, row, state.oauthUrl, upstream.baseUrl);
  for (const name of catalogueEntry(row.serverName).oauthRequired ?? []) {
    target.searchParams.set(name, requiredParameter(parameters, name));
  }

  const nonce = randomToken();
  const attempt = await db.transaction(async (tx) => {
    await tx
      .update(connectAttempt)
      .set({ state: "cancelled", reason: "Another window was opened for it." })
      .where(and(eq(connectAttempt.instanceId, id), inArray(connectAttempt.state, ["waiting", "confirming"])));
    const [begun] = await tx
      .insert(connectAttempt)
      .values({
        instanceId: id,
        memberId: actor.id,
        nonceHash: hashToken(nonce),
        state: "waiting",
        window,
        wasAuthenticated: state.isAuthenticated,
        expiresAt: new Date(Date.now() + ATTEMPT_LIFETIME),
      })
      .returning();
    if (!begun) throw new Error("the attempt was not stored");
    await recordAudit(tx, {
      actor,
      request,
      action: "connect.start",
      subject: { type: "instance", id },
      outcome: "succeeded",
      details: { attempt: begun.id },
    });
    return begun;
  });
  target.searchParams.set("redirect_url", `${appUrl}/connect/done?state=${attempt.id}.${nonce}`);
  return { redirectTo: target.href };
}

function authorizeUrl(
  { cipher }: Context,
  row: InstanceRow,
  answered: string | null | undefined,
  baseUrl: string,
): URL {
  const recorded = row.oauthUrl && cipher.decrypt(row.oauthUrl, secretContext.oauthUrl(row.id));
  const url = answered ?? recorded;
  if (!url) {
    throw new PatchbayError("conflict", `${row.serverName} has no sign-in window: there is nothing to authorize.`);
  }
  if (!isUpstreamOauthUrl(url, baseUrl)) {
    throw new PatchbayError(
      "upstream-invalid",
      "The upstream named a sign-in address that is not its own, so the window was not sent there.",
    );
  }
  return new URL(url);
}

function requiredParameter(parameters: Record<string, string | undefined>, name: string): string {
  const value = parameters[name];
  if (value) return value;
  throw new PatchbayError("invalid", `This service needs its ${name} before it can ask for consent.`, {
    fields: { [name]: [`Enter the ${name}.`] },
  });
}
