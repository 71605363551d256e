import { type ActivityAnswer, type ActivityFilter, activityAnswerSchema } from "@/lib/contracts/activity";
import { request } from "./request";

/** What a page of it is asked for by; `after` is the page before's `next`. */
type ActivitySearch = ActivityFilter & { after?: number | undefined; limit?: number | undefined };

/** `GET /api/activity`: what was done, the latest first. */
export function listActivity(search: ActivitySearch, signal?: AbortSignal): Promise<ActivityAnswer> {
  const given = Object.entries(search).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  return request(`/api/activity?${new URLSearchParams(given)}`, { answer: activityAnswerSchema, signal });
}
