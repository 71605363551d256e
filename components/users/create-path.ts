import type { Route } from "next";
import type { ServerName } from "@/lib/contracts/server-name";

/** The create page with a choice made already. */
export function createPath(chosen: { server?: ServerName; user?: string; platform?: string }): Route {
  return `/instances/new?${new URLSearchParams(chosen)}`;
}
