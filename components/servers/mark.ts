import type { ServerName } from "@/lib/contracts/server-name";
import marks from "./marks.json";

const slugs = new Map(Object.entries(marks));

/** The name of a server's symbol in the sprite; undefined for one that has none. */
export function markOf(name: ServerName): string | undefined {
  return slugs.get(name);
}

/** What stands in place of a mark: the first two characters of the name. */
export function monogramOf(name: ServerName): string {
  return [...name].slice(0, 2).join("");
}
