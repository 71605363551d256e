import { runHere } from "../background/run-here";
import { sameSecret } from "../cipher";
import { PatchbayError } from "../errors";
import { endpoint } from "./endpoint";

/** How long one request begins new work, in milliseconds: platforms end a request that takes a minute. */
const TIME = 25_000;

/**
 * For a cron job, where no process stays to keep a clock: `Authorization: Bearer $CRON_SECRET`, as Vercel sends it.
 * Without a secret configured, there is nothing here.
 */
export const handleCron = endpoint({
  guard: () => {},
  async act({ request, process: { env } }) {
    if (!env.cronSecret) throw new PatchbayError("not-found", "There is nothing at this address.");
    if (!sameSecret(request.headers.get("authorization") ?? "", `Bearer ${env.cronSecret}`)) {
      throw new PatchbayError("unauthenticated", "This takes the cron secret.");
    }
    return Response.json(await runHere({ until: Date.now() + TIME }));
  },
});
