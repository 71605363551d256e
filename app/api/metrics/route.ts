import { handleMetrics } from "@/lib/server/http/metrics";

export const GET = handleMetrics;
