import { healthSchema } from "@/lib/contracts/health";
import { json } from "@/lib/server/http/json";
import { checkHealth } from "@/lib/server/services/health/check";

export const GET = json({
  service: checkHealth,
  anyHost: true,
  answer: healthSchema,
  status: (health) => (health.status === "ok" ? 200 : 503),
});
