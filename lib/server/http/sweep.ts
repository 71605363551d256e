import { sweepNow } from "../background/sweep";
import { sameSecret } from "../cipher";
import { PatchbayError } from "../errors";
import { runtime } from "../process/runtime";
import { problemResponse } from "./problem";
import { requestIdOf } from "./session";

/**
 * For a cron job, where no process stays to keep a clock: `Authorization: Bearer $CRON_SECRET`, as Vercel sends it.
 * Without a secret configured, there is nothing here.
 */
export async function handleSweep(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const { env, log } = await runtime();
  try {
    if (!env.cronSecret) throw new PatchbayError("not-found", "There is nothing at this address.");
    if (!sameSecret(request.headers.get("authorization") ?? "", `Bearer ${env.cronSecret}`)) {
      throw new PatchbayError("unauthenticated", "This takes the cron secret.");
    }
    return Response.json(await sweepNow(), {
      headers: { "cache-control": "no-store", "x-request-id": requestId },
    });
  } catch (error) {
    return problemResponse(error, request.method, requestId, log);
  }
}
