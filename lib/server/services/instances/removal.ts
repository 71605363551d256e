import type { PublicContext } from "../../context";
import { PatchbayError } from "../../errors";
import type { InstanceRow } from "./serialize";

/** What is said of a removal that found nothing to remove. */
export const NOT_KNOWN = "The upstream did not know it, so only the record was changed here.";

/**
 * Removes an instance, or its authorization, at its upstream. That there was nothing to remove is no failure, but not
 * known is not removed: another account's key sees none of them. What is another user's by now is left alone.
 * @throws PatchbayError `upstream-rejected` where the upstream answers that it did not do it
 */
export async function removeAtUpstream(
  { upstreams }: Pick<PublicContext, "upstreams">,
  row: InstanceRow,
  removal: "deleteInstance" | "deleteAuth",
): Promise<{ known: boolean }> {
  const upstream = upstreams.of(row);
  const id = row.upstreamInstanceId;
  try {
    if (row.missingSince !== null) {
      const { externalUserId } = await upstream.getInstance(id);
      if (externalUserId !== "" && externalUserId !== row.userId) return { known: false };
    }
    const { success } = await upstream[removal](id);
    if (success) return { known: true };
  } catch (error) {
    if (error instanceof PatchbayError && error.code === "upstream-not-found") return { known: false };
    throw error;
  }
  throw new PatchbayError("upstream-rejected", "The upstream answered that it did not do it.", {
    effect: "nothing-changed",
  });
}
