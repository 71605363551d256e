import {
  type CountInstancesAnswer,
  countInstancesAnswerSchema,
  type InstanceFilter,
  type InstanceSort,
  type SearchInstancesAnswer,
  type StandingsAnswer,
  searchInstancesAnswerSchema,
  standingsAnswerSchema,
} from "@/lib/contracts/instance-search";
import { request, requestFile } from "./request";

/** What a page of the list is asked for by; `after` is the page before's `next`. */
export type InstanceSearch = InstanceFilter & {
  sort?: InstanceSort | undefined;
  direction?: "ascending" | "descending" | undefined;
  after?: string | undefined;
  limit?: number | undefined;
};

/** `GET /api/instances/search` */
export function searchInstances(
  search: InstanceSearch,
  signal?: AbortSignal,
): Promise<SearchInstancesAnswer> {
  return request(`/api/instances/search?${addressOf(search)}`, {
    answer: searchInstancesAnswerSchema,
    signal,
  });
}

/** `GET /api/instances/count` */
export function countInstances(
  filter: InstanceFilter & { exact?: "true" },
  signal?: AbortSignal,
): Promise<CountInstancesAnswer> {
  return request(`/api/instances/count?${addressOf(filter)}`, { answer: countInstancesAnswerSchema, signal });
}

/** `GET /api/instances/standings` */
export function countStandings(filter: InstanceFilter, signal?: AbortSignal): Promise<StandingsAnswer> {
  return request(`/api/instances/standings?${addressOf(filter)}`, { answer: standingsAnswerSchema, signal });
}

/** Where the browser downloads everything that matches, as CSV. */
export function exportAddress(filter: InstanceFilter): string {
  return `/api/instances/export?${addressOf(filter)}`;
}

/** `POST /api/instances/export`: those that are named, as a CSV file. */
export function exportChosen(instanceIds: readonly string[]): Promise<File> {
  return requestFile("/api/instances/export", { method: "POST", body: { instanceIds } });
}

/** As a query string, without what is not set. */
function addressOf(values: Record<string, string | number | readonly string[] | undefined>): URLSearchParams {
  const entries = Object.entries(values).map(([name, value]) => [name, [value ?? []].flat().join(",")]);
  return new URLSearchParams(entries.filter(([, text]) => text !== ""));
}
