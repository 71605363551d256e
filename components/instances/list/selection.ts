/** Which instances are chosen: some by id, or all that match the list's filter, wherever they are. */
export type Selection = { all: boolean; ids: ReadonlySet<string> };

export const NOTHING: Selection = { all: false, ids: new Set() };
export const EVERYTHING: Selection = { all: true, ids: new Set() };

/** Whether no instance is chosen. */
export function isNothing({ all, ids }: Selection): boolean {
  return !all && ids.size === 0;
}

export function isChosen({ all, ids }: Selection, id: string): boolean {
  return all || ids.has(id);
}

/**
 * The choice after a press on one row: from the row that was pressed before (`from`) up to this one where shift was
 * held, in the order of `listed`; this row alone otherwise. To give up one of all leaves those that are listed.
 */
export function choose(
  selection: Selection,
  {
    id,
    chosen,
    from,
    listed,
  }: { id: string; chosen: boolean; from: string | null; listed: readonly string[] },
): Selection {
  const ids = new Set(selection.all ? listed : selection.ids);
  for (const each of between(listed, from ?? id, id)) {
    if (chosen) ids.add(each);
    else ids.delete(each);
  }
  return { all: false, ids };
}

/** All that are listed, or none. */
export function chooseListed(chosen: boolean, listed: readonly string[]): Selection {
  return chosen ? { all: false, ids: new Set(listed) } : NOTHING;
}

/** Whether none, some or all of the listed are chosen, for the box in the header. */
export function extentOf(selection: Selection, listed: readonly string[]): "none" | "some" | "all" {
  if (selection.all) return "all";
  const count = listed.filter((id) => selection.ids.has(id)).length;
  if (count === 0) return "none";
  return count === listed.length ? "all" : "some";
}

function between(listed: readonly string[], from: string, to: string): readonly string[] {
  const [start, end] = [listed.indexOf(from), listed.indexOf(to)];
  if (start === -1 || end === -1) return [to];
  return listed.slice(Math.min(start, end), Math.max(start, end) + 1);
}
