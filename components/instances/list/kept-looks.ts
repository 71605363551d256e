/** The browser keeps them for each of the members who share it. */
const keyOf = (memberId: string) => `patchbay-list ${memberId}`;

const listeners = new Set<() => void>();
/** Where the browser keeps nothing, a choice lasts as long as the page. */
const remembered = new Map<string, string>();

/** Order, density and columns as a member chose them last, as they stand in an address; empty where never. */
export function keptLooks(memberId: string): string {
  const known = remembered.get(memberId);
  if (known !== undefined) return known;
  const kept = readKept(memberId);
  remembered.set(memberId, kept);
  return kept;
}

export function keepLooks(memberId: string, looks: string): void {
  remembered.set(memberId, looks);
  try {
    localStorage.setItem(keyOf(memberId), looks);
  } catch {
    // It is remembered for this page.
  }
  for (const listener of listeners) listener();
}

/** Calls back when they change. Returns how to stop. */
export function onLooksChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readKept(memberId: string): string {
  try {
    return localStorage.getItem(keyOf(memberId)) ?? "";
  } catch {
    return "";
  }
}
