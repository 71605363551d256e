import type { Caller, Context } from "../../context";
import { seeInstance } from "./observe";
import type { InstanceRow } from "./serialize";

/** What is said of a removal that found nothing to remove. */
export const NOT_KNOWN = "The upstream did not know it, so only the record was changed here.";

/**
 * Removes an instance, or its authorization, at its upstream. That there was nothing to remove is no failure, but not
 * known is not removed: another account's key sees none of them. What is another user's by now is left alone.
 * @throws PatchbayError `upstream-rejected` where the upstream answers that it did not do it
 */
export async function removeAtUpstream(
  { upstreams }: Pick<Context<Caller>, "upstreams">,
  row: InstanceRow,
  removal: "remove" | "disconnect",
): Promise<{ known: boolean }> {
  if (row.missingSince !== null && (await seeInstance({ upstreams }, row)) === "gone")
    return { known: false };
  const outcome = await upstreams.of(row)[removal](row.upstreamInstanceId);
  return { known: outcome === "removed" };
}
