import type { ServerName } from "../contracts/server-name";

/** Where the icon of a server of the organisation's own is to be had, if it has one. */
export function serverIconAddress(name: ServerName): string {
  return `/api/servers/${encodeURIComponent(name)}/icon`;
}
