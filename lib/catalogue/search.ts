import { foldServerName } from "@/lib/contracts/klavis/server-name";
import { CATALOGUE, type CatalogueEntry } from "./servers";

/**
 * The entries that answer to a query, best first: a name that starts with it, then an alias that does, then a word of
 * the name, then any occurrence in name, alias or category. Ties keep the order of `entries`.
 */
export function searchCatalogue(
  query: string,
  entries: readonly CatalogueEntry[] = CATALOGUE,
): CatalogueEntry[] {
  const wanted = foldServerName(query);
  if (wanted === "") return [...entries];
  return entries
    .map((entry) => ({ entry, rank: rankEntry(entry, wanted) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}

function rankEntry(entry: CatalogueEntry, wanted: string): number {
  const name = foldServerName(entry.name);
  const aliases = (entry.aliases ?? []).map(foldServerName);
  if (name === wanted || aliases.includes(wanted)) return 0;
  if (name.startsWith(wanted)) return 1;
  if (aliases.some((alias) => alias.startsWith(wanted))) return 2;
  if (name.split(" ").some((word) => word.startsWith(wanted))) return 3;
  if (name.includes(wanted) || name.replaceAll(" ", "").includes(wanted.replaceAll(" ", ""))) return 4;
  if (aliases.some((alias) => alias.includes(wanted))) return 5;
  if (foldServerName(entry.category).includes(wanted)) return 6;
  return Number.POSITIVE_INFINITY;
}
