import { healthSchema } from "@/lib/contracts/health";
import { publicRoute } from "@/lib/server/http/route";
import { checkHealth } from "@/lib/server/services/health/check";

export const GET = publicRoute({
  anyHost: true,
  answer: healthSchema,
  status: (health) => (health.status === "ok" ? 200 : 503),
  handle: checkHealth,
});
