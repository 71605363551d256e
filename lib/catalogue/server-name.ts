import { resolveKlavisName } from "@/lib/contracts/klavis/server-name";
import type { ServerName } from "@/lib/contracts/server-name";
import { CATALOGUE, type CatalogueEntry } from "./servers";

const byName = new Map<string, CatalogueEntry>(CATALOGUE.map((entry) => [entry.name, entry]));

/**
 * What is known of a server. One that the catalogue does not have, because an upstream added it since, is plain: it is
 * offered consent, and its upstream says whether there is any.
 */
export function catalogueEntry(name: ServerName): CatalogueEntry {
  return byName.get(name) ?? { name, category: "Other", auth: "oauth" };
}

/**
 * The catalogue's spelling of a server name, however it was written: case does not count, and `_`, `-` and a space are
 * equivalent. Undefined where the catalogue has no such server.
 */
export function resolveServerName(name: string): ServerName | undefined {
  return resolveKlavisName(name);
}
