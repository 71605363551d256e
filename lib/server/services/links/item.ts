import { and, eq } from "drizzle-orm";
import type { ConnectWindow } from "@/lib/contracts/connect";
import { LINK_ITEMS } from "@/lib/contracts/link";
import { hashToken } from "../../cipher";
import type { Context, Visitor } from "../../context";
import { connectAttempt } from "../../db/schema/connect";
import { connectLinkVisit } from "../../db/schema/link";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { beginAttempt } from "../connect/begin";
import { endAttempt } from "../connect/cancel";
import { passKeyOn } from "../connect/key";
import type { InstanceRow } from "../instances/serialize";
import { findLinkItem } from "./find";
import { limitStarts } from "./limit";
import { showLink } from "./open";

type Keyed = Item & { key: string };
type Item = { token: string; item: number };

/** Begins connecting one account of a link. @throws PatchbayError */
export const startItem = verb("connect.start", ["visitor"], async (context, input: Item & ConnectWindow) => {
  const { token, item, ...window } = input;
  const { found, row } = await findLinkItem(context, { token, item }, "link-start");
  const { id, expiresAt } = found.link;
  await limitStarts(context, id);
  await refuseEndless(context, id);
  return beginAttempt(context, { row, link: { id, expiresAt }, ...window }).catch(inPlainWords(row));
});

/** Gives up connecting one account of a link. @throws PatchbayError */
export const cancelItem = verb("connect.cancel", ["visitor"], async (context, { token, item }: Item) => {
  const { found, row } = await findLinkItem(context, { token, item }, "link-cancel");
  await endAttempt(context, row.id);
  return showLink(context, found);
});

/** Passes a key of the person's account on to the upstream. @throws PatchbayError */
export const keyItem = verb("instance.set-auth", ["visitor"], async (context, input: Keyed) => {
  const { token, item, key } = input;
  const { found, row } = await findLinkItem(context, { token, item }, "link-key");
  const refreshed = await passKeyOn(context, { row, key }).catch(inPlainWords(row));
  await context.db
    .update(connectLinkVisit)
    .set({ keyedAt: new Date() })
    .where(
      and(
        eq(connectLinkVisit.linkId, found.link.id),
        eq(connectLinkVisit.visitorHash, hashToken(context.caller.secret ?? "")),
      ),
    );
  return showLink(context, found, refreshed);
});

/** Twenty windows for each of the accounts that a link can hold: nobody needs more, and each leaves a row. */
const MOST_ATTEMPTS = 20 * LINK_ITEMS;

/** @throws PatchbayError `conflict` where more was begun by a link than anybody needs to */
async function refuseEndless({ db }: Context<Visitor>, linkId: string): Promise<void> {
  if ((await db.$count(connectAttempt, eq(connectAttempt.linkId, linkId))) < MOST_ATTEMPTS) return;
  throw new PatchbayError(
    "conflict",
    "Connecting was begun too often by this link. Ask whoever sent it to you for a new one.",
  );
}

/**
 * What the upstream's failures are to somebody who has never heard of it: its name and its settings are for members.
 * Every other failure stays as it is.
 */
function inPlainWords({ serverName }: InstanceRow): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof PatchbayError) || !error.code.startsWith("upstream-")) throw error;
    const { code, fields, retryAfter, effect } = error;
    const refused = `${serverName} did not take this key. Check that all of it was copied.`;
    throw new PatchbayError(
      code,
      fields?.key
        ? refused
        : `${serverName} cannot be connected just now, and it is not your fault. Try again in a few minutes. If it stays so, tell whoever sent you the link.`,
      { ...(fields?.key && { fields: { key: [refused] } }), retryAfter, effect, cause: error },
    );
  };
}
