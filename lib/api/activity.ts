import {
  type ActivityAnswer,
  type ActivityFilter,
  activityAnswerSchema,
  type ExportFormat,
} from "@/lib/contracts/activity";
import { request } from "./request";

/** What a page of it is asked for by; `after` is the page before's `next`. */
type ActivitySearch = ActivityFilter & { after?: number | undefined; limit?: number | undefined };

/** `GET /api/activity`: what was done, the latest first. */
export function listActivity(search: ActivitySearch, signal?: AbortSignal): Promise<ActivityAnswer> {
  return request(`/api/activity?${queryOf(search)}`, { answer: activityAnswerSchema, signal });
}

/** Where the browser downloads the record, or what matches of it, as a signed file. */
export function exportAddress(filter: ActivityFilter, format: ExportFormat): string {
  return `/api/audit/export?${queryOf({ ...filter, format })}`;
}

function queryOf(search: object): URLSearchParams {
  const given = Object.entries(search).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(given);
}
