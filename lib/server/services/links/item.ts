import type { ConnectWindow } from "@/lib/contracts/connect";
import type { OpenedLink } from "@/lib/contracts/link";
import type { PublicContext } from "../../context";
import { PatchbayError } from "../../errors";
import { beginAttempt } from "../connect/begin";
import { endAttempt } from "../connect/cancel";
import { passKeyOn } from "../connect/key";
import type { InstanceRow } from "../instances/serialize";
import { findLinkItem } from "./find";
import { openLink } from "./open";
import { visitorHolder } from "./visitor";

type Item = { token: string; item: number };

/** Begins connecting one account of a link. @throws PatchbayError */
export async function startItem(
  context: PublicContext,
  { token, item, ...window }: Item & ConnectWindow,
): Promise<{ redirectTo: string }> {
  const row = await findLinkItem(context, { token, item });
  return beginAttempt(context, { row, holder: holder(context), ...window }).catch(inPlainWords(row));
}

/** Gives up connecting one account of a link. @throws PatchbayError */
export async function cancelItem(context: PublicContext, { token, item }: Item): Promise<OpenedLink> {
  const row = await findLinkItem(context, { token, item });
  await endAttempt(context, row.id, holder(context));
  return openLink(context, { token });
}

/** Passes a key of the person's account on to the upstream. @throws PatchbayError */
export async function keyItem(
  context: PublicContext,
  { token, item, key }: Item & { key: string },
): Promise<OpenedLink> {
  const row = await findLinkItem(context, { token, item });
  await passKeyOn(context, { row, holder: holder(context), key }).catch(inPlainWords(row));
  return openLink(context, { token });
}

function holder({ visitor }: PublicContext) {
  if (visitor) return visitorHolder(visitor);
  throw new PatchbayError("forbidden", "Say first that you are the person this link is for.");
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
