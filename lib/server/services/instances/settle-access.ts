import { and, asc, inArray, lt } from "drizzle-orm";
import type { Context, System } from "../../context";
import { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import { changeAccess } from "./update";

/** After so long no call to an upstream still waits for its answer, in milliseconds. */
const LEFT = 5 * 60_000;
const AT_MOST = 25;

/**
 * Makes read-only what nobody knows the access of: its upstream was asked for a change, and then no answer came or the
 * process was killed. Whichever of the two was asked for, an agent must not write where the record says that it cannot.
 * What fails is tried again when it has waited as long. Answers how many are known again.
 */
export async function settleAccess(context: Context<System>, goesOn: () => boolean): Promise<number> {
  const { db, upstreams } = context;
  const asked = upstreams.summaries().map(({ id }) => id);
  const left = await db
    .select()
    .from(instance)
    .where(and(lt(instance.accessAskedAt, new Date(Date.now() - LEFT)), inArray(instance.upstream, asked)))
    .orderBy(asc(instance.accessAskedAt))
    .limit(AT_MOST);
  let settled = 0;
  for (const row of left) {
    if (!goesOn()) break;
    try {
      await changeAccess(context, row, true);
      settled += 1;
    } catch (error) {
      if (!(error instanceof PatchbayError)) throw error;
    }
  }
  return settled;
}
