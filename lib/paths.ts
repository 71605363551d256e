import type { Route } from "next";
import type { ActivityFilter } from "./contracts/activity";
import type { ConnectPage, ConnectWindow } from "./contracts/connect";
import type { InstanceFilter, SearchInstancesQuery } from "./contracts/instance-search";
import type { JobState } from "./contracts/job";
import type { LinkFilter } from "./contracts/link";
import type { ServerName } from "./contracts/server-name";
import type { SignInProblem } from "./contracts/terms/session";

/** The pages that are one of their kind. */
export const PATHS = {
  overview: "/",
  create: "/instances/new",
  createMany: "/instances/new/many",
  bundles: "/bundles",
  instances: "/instances",
  users: "/users",
  adopt: "/users/adopt",
  links: "/links",
  jobs: "/jobs",
  activity: "/activity",
  settings: "/settings",
  servers: "/settings/servers",
  apiKeys: "/settings/api-keys",
  members: "/settings/members",
  signInRules: "/settings/sign-in",
  webhooks: "/settings/webhooks",
  system: "/settings/system",
  docs: "/docs",
  apiReference: "/docs/api",
  account: "/account",
  signIn: "/sign-in",
  secondFactor: "/second-factor",
} as const satisfies Record<string, Route>;

/** Where people land who asked for nothing in particular. */
export const HOME_PATH = PATHS.create;

/** The create page with a choice made already, or with an instance on show. */
export function createPath(
  asked: { server?: ServerName; user?: string; platform?: string; instance?: string } = {},
): Route {
  return to(PATHS.create, asked);
}

/** The page that creates many, with a bundle chosen already. */
export function createManyPath(asked: { bundle: string }): Route {
  return to(PATHS.createMany, asked);
}

/** An instance by the record's id, which needs no escaping; an upstream's id may hold any character. */
export function instancePath(id: string): Route {
  return to(`${PATHS.instances}/${encodeURIComponent(id)}`);
}

type Listed = InstanceFilter & Partial<Pick<SearchInstancesQuery, "sort" | "direction">>;

/** The list, narrowed and sorted. */
export function instancesPath(listed: Listed): Route {
  return to(PATHS.instances, listed);
}

/** A saved view of the list. @param search as it was kept: a query with its question mark */
export function savedViewPath(search: string): Route {
  return `${PATHS.instances}${search}` as Route;
}

/**
 * A user's page. The id stands in the query: it may hold any character, and proxies undo the `%2F` of a path.
 * @param shown.job whose progress and receipt are shown on it
 */
export function userPath(userId: string, shown: { job?: string } = {}): Route {
  return to("/users/view", { user: userId, ...shown });
}

/** The id that the last segment of a path held, where a user's page was at first; undefined where it is none. */
export function userIdFromSegment(segment: string): string | undefined {
  try {
    // A tilde marked what stood for something else in a path, such as a dot.
    return decodeURIComponent(segment).replace(/^~/, "");
  } catch {
    return undefined;
  }
}

/** A job with its receipt. */
export function jobPath(id: string): Route {
  return to(`/jobs/${encodeURIComponent(id)}`);
}

/** The jobs in one state. */
export function jobsPath({ state }: { state: JobState }): Route {
  return to(PATHS.jobs, { state });
}

/** A webhook with its deliveries. */
export function webhookPath(id: string): Route {
  return to(`${PATHS.webhooks}/${encodeURIComponent(id)}`);
}

/** The connect links, narrowed. */
export function linksPath(filter: LinkFilter): Route {
  return to(PATHS.links, filter);
}

/** What was done, narrowed. */
export function activityPath(filter: ActivityFilter): Route {
  return to(PATHS.activity, filter);
}

/** Where somebody who is invited becomes a member, by the invitation's secret. */
export function invitePath(token: string): Route {
  return to(`/invite/${encodeURIComponent(token)}`);
}

/** Where a member chooses another password, by the secret of the link. */
export function passwordLinkPath(token: string): Route {
  return to(`/password/${encodeURIComponent(token)}`);
}

/** A connect link's page, by the link's secret. */
export function linkPath(token: string): Route {
  return to(`/c/${encodeURIComponent(token)}`);
}

/**
 * The window in which a member connects an instance's account. `parameters` are what its service asks for first, and
 * `token` tells a page of theirs from one of another site.
 */
export function connectPath(
  instance: string,
  page: ConnectPage,
  window: ConnectWindow["window"],
  token: string,
  parameters: Record<string, string> = {},
): string {
  return `/connect/start?${new URLSearchParams({ ...parameters, instance, page, window, token })}`;
}

/** The same for the visitor of a link. @param place of the account on the page, from 0 */
export function linkConnectPath(
  token: string,
  place: number,
  window: ConnectWindow["window"],
  parameters: Record<string, string> = {},
): string {
  return `${linkPath(token)}/start/${place}?${new URLSearchParams({ ...parameters, window })}`;
}

/** A page of the documentation. */
export function docsPath(slug: string): Route {
  return to(`${PATHS.docs}/${encodeURIComponent(slug)}`);
}

/** The reference page, with its examples in that language. */
export function apiReferencePath(language: string): Route {
  return to(PATHS.apiReference, { language });
}

/** Where to sign in. @param next the path to come back to; see `safeReturnPath` */
export function signInPath(next?: string): Route {
  return to(PATHS.signIn, { next });
}

/** Why single sign-on did not sign in, told on the page where one tries again. */
export function signInProblemPath(problem: SignInProblem, next?: string): Route {
  return to(PATHS.signIn, { problem, next });
}

/** Where single sign-on begins. @param next the path to come back to */
export function singleSignOnPath(next?: string): string {
  return to("/api/sign-in/single-sign-on", { next });
}

/** Where whoever gave a password shows the second factor. @param next the path to come back to */
export function secondFactorPath(next?: string): Route {
  return to(PATHS.secondFactor, { next });
}

/** Next knows the pages, but neither the ids in a path nor what a query may hold. */
function to(path: string, query: Record<string, string | readonly string[] | undefined> = {}): Route {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = [value ?? []].flat().join(",");
    if (text !== "") params.set(name, text);
  }
  return (params.size > 0 ? `${path}?${params}` : path) as Route;
}

const LENGTH = 2048;
const PLACEHOLDER = "http://console.invalid";

/** Going there after signing in would answer with data, or with the sign-in page again. */
const NOT_PAGES = /^\/(api|engine|connect|sign-in|second-factor)(\/|$)/;

/**
 * A path of this console to go on to after signing in, from a query parameter that anybody may have written: the path
 * with its query and fragment, or `HOME_PATH` for whatever could lead out of the console or to no page of it.
 */
export function safeReturnPath(value: unknown): Route {
  if (typeof value !== "string" || value.length > LENGTH) return HOME_PATH;
  // Browsers read a backslash as a slash and drop tabs and line ends, so "/\t/host" would be "//host".
  if (!/^\/(?!\/)[^\\\p{Cc}]*$/u.test(value)) return HOME_PATH;
  const url = URL.canParse(value, PLACEHOLDER) ? new URL(value, PLACEHOLDER) : undefined;
  if (url?.origin !== PLACEHOLDER || url.pathname.startsWith("//") || NOT_PAGES.test(url.pathname))
    return HOME_PATH;
  return (url.pathname + url.search + url.hash) as Route;
}
