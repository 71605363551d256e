import { sameSecret } from "../cipher";
import { PatchbayError } from "../errors";
import { readMetrics } from "../services/system/metrics";
import { endpoint } from "./endpoint";

/**
 * For Prometheus: `Authorization: Bearer $METRICS_TOKEN`. Without a token configured, there is nothing here.
 */
export const handleMetrics = endpoint({
  guard: () => {},
  async act({ request, process: { env, database } }) {
    if (!env.metricsToken) throw new PatchbayError("not-found", "There is nothing at this address.");
    if (!sameSecret(request.headers.get("authorization") ?? "", `Bearer ${env.metricsToken}`)) {
      throw new PatchbayError("unauthenticated", "This takes the metrics token.");
    }
    const headers = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };
    return new Response(await readMetrics(database.db), { headers });
  },
});
