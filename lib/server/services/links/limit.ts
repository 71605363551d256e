import { waitWords } from "@/lib/words/wait";
import type { Limit } from "../../auth/throttle";
import type { Context, Visitor } from "../../context";
import { PatchbayError } from "../../errors";
import { addressGroup } from "../../process/address";

/** What is counted for each browser that has a link. */
export type LinkLimit = Extract<Limit, `link-${string}`>;

/**
 * Takes one of what a browser may do with a link in a while; whoever has no cookie of ours yet shares with their network.
 * @throws PatchbayError `rate-limited`
 */
export async function limitVisitor(
  { attempts, caller, request }: Context<Visitor>,
  limit: LinkLimit,
  linkId: string,
): Promise<void> {
  const who = caller.secret === undefined ? addressGroup(request.address) : caller.id;
  refuseBeyond(await attempts.take(limit, linkId, who));
}

/** Takes one of what all browsers together may begin with a link. @throws PatchbayError `rate-limited` */
export async function limitStarts({ attempts }: Context<Visitor>, linkId: string): Promise<void> {
  refuseBeyond(await attempts.take("link-starts", linkId));
}

/**
 * Counts a link that does not exist against the network that asked for it, unless another site made it ask. A link that
 * exists is never refused for it.
 * @throws PatchbayError `rate-limited`
 */
export async function limitGuesses({ attempts, request }: Context<Visitor>): Promise<void> {
  if (request.unasked) return;
  refuseBeyond(await attempts.take("link-guess", addressGroup(request.address)));
}

function refuseBeyond({ wait }: { wait: number }): void {
  if (wait === 0) return;
  throw new PatchbayError("rate-limited", `That was too often. Try again in ${waitWords(wait)}.`, {
    retryAfter: wait,
  });
}
