import type { ServerName } from "@/lib/contracts/server-name";
import marks from "./marks.json";

const slugs = new Map<string, string | null>(Object.entries(marks));

/**
 * The name of a server's symbol in the sprite: null for one of the catalogue that has none, undefined for one that is not of
 * the catalogue.
 */
export function markOf(name: ServerName): string | null | undefined {
  return slugs.get(name);
}

/** What stands in place of a mark: the first two characters of the name. */
export function monogramOf(name: ServerName): string {
  return [...name].slice(0, 2).join("");
}
