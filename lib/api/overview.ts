import { type Overview, overviewSchema } from "@/lib/contracts/overview";
import { request } from "./request";

/** `GET /api/overview` */
export function readOverview(signal?: AbortSignal): Promise<Overview> {
  return request("/api/overview", { answer: overviewSchema, signal });
}
