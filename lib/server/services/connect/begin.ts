import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import { type ConnectPage, type ConnectWindow, RETURN_PATH } from "@/lib/contracts/connect";
import { ATTEMPT_LIFETIME, LIVE_STATES } from "@/lib/contracts/terms/connect";
import { recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import type { Caller, Context } from "../../context";
import { connectAttempt } from "../../db/schema/connect";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { readUpstreamOauthUrl } from "../../upstream/url";
import { seeInstance } from "../instances/observe";
import { openOauthUrl } from "../instances/secrets";
import type { InstanceRow } from "../instances/serialize";

type Beginning = {
  row: InstanceRow;
  page?: ConnectPage;
  /** By which it begins, and which it does not outlive. */
  link?: { id: string; expiresAt: Date };
} & ConnectWindow;

/**
 * Begins an attempt and answers where the window goes: the upstream's `oauthUrl` with a return address of ours, whose
 * nonce works once. An attempt that still lived for this instance gives way to the new one. Who may do so, the caller
 * has checked.
 * @throws PatchbayError
 */
export async function beginAttempt(
  context: Context<Caller>,
  { row, window, page = "instance", link, ...parameters }: Beginning,
): Promise<{ redirectTo: string }> {
  const upstream = context.upstreams.of(row);
  const seen = await seeInstance(context, row);
  if (seen === "gone") {
    throw new PatchbayError("upstream-not-found", "The upstream does not know this instance any more.");
  }
  const target = authorizeUrl(context, row, seen.oauthUrl, upstream.baseUrl);
  for (const name of catalogueEntry(row.serverName).oauthRequired ?? []) {
    target.searchParams.set(name, requiredParameter(parameters, name));
  }
  const nonce = randomToken();
  const id = await storeAttempt(context, row, {
    nonceHash: hashToken(nonce),
    window,
    page,
    wasAuthenticated: seen.account === "connected",
    linkId: link?.id,
    expiresAt: new Date(Math.min(Date.now() + ATTEMPT_LIFETIME, link?.expiresAt.getTime() ?? Infinity)),
  });
  target.searchParams.set("redirect_url", `${context.appUrl}${RETURN_PATH}?state=${id}.${nonce}`);
  return { redirectTo: target.href };
}

function storeAttempt(
  { db, caller, request }: Context<Caller>,
  { id: instanceId, upstream, serverName, userId }: InstanceRow,
  values: Pick<
    typeof connectAttempt.$inferInsert,
    "nonceHash" | "window" | "page" | "wasAuthenticated" | "linkId" | "expiresAt"
  >,
): Promise<string> {
  return db.transaction(async (tx) => {
    // A user's attempts at one server take turns, on whichever platform: their consent pages would be taken for each
    // other. Windows that open at once wait here, or more than one attempt would be left alive.
    const same = await tx
      .select({ id: instance.id })
      .from(instance)
      .where(
        and(
          eq(instance.upstream, upstream),
          eq(instance.serverName, serverName),
          eq(instance.userId, userId),
        ),
      )
      .orderBy(asc(instance.id))
      .for("update");
    await tx
      .update(connectAttempt)
      .set({ state: "cancelled", reason: "Another window was opened for this user and server." })
      .where(
        and(
          inArray(
            connectAttempt.instanceId,
            same.map(({ id }) => id),
          ),
          inArray(connectAttempt.state, LIVE_STATES),
        ),
      );
    const [begun] = await tx
      .insert(connectAttempt)
      .values({
        ...values,
        instanceId,
        holderKind: caller.kind,
        holder: caller.id,
        holderName: caller.name,
        holderEmail: caller.email,
        state: "waiting",
        // Not the transaction's beginning, which says nothing of whose turn came later.
        createdAt: sql`clock_timestamp()`,
      })
      .returning({ id: connectAttempt.id });
    if (!begun) throw new Error("the attempt was not stored");
    await recordAudit(
      tx,
      { caller, request },
      {
        action: "connect.start",
        subject: instanceId,
        details: { attempt: begun.id },
      },
    );
    return begun.id;
  });
}

function authorizeUrl(
  context: Context<Caller>,
  row: InstanceRow,
  answered: string | null,
  baseUrl: string,
): URL {
  const url = answered ?? openOauthUrl(context, row);
  if (!url) {
    throw new PatchbayError(
      "conflict",
      `${row.serverName} has no sign-in window: there is nothing to authorize.`,
    );
  }
  const checked = readUpstreamOauthUrl(url, baseUrl);
  if (!checked) {
    throw new PatchbayError(
      "upstream-invalid",
      "The upstream named a sign-in address that is not its own, so the window was not sent there.",
    );
  }
  return new URL(checked);
}

function requiredParameter(parameters: Record<string, string | undefined>, name: string): string {
  const value = parameters[name];
  if (value) return value;
  throw new PatchbayError("invalid", `This service needs its ${name} before it can ask for consent.`, {
    fields: { [name]: [`Enter the ${name}.`] },
  });
}
