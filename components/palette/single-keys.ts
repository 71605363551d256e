const KEY = "patchbay-single-keys";

const listeners = new Set<() => void>();
/** Where the browser keeps nothing, the choice lasts as long as the page. */
let remembered: boolean | undefined;

/** Whether shortcuts of a single key are wanted. Whoever dictates can turn them off (WCAG 2.2, 2.1.4). */
export function areSingleKeysOn(): boolean {
  if (remembered !== undefined) return remembered;
  try {
    remembered = localStorage.getItem(KEY) !== "off";
  } catch {
    remembered = true;
  }
  return remembered;
}

export function setSingleKeys(on: boolean): void {
  remembered = on;
  try {
    localStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    // It is remembered for this page.
  }
  for (const listener of listeners) listener();
}

/** Calls back when the choice changes. Returns how to stop. */
export function onSingleKeysChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where keys mean something already: fields, lists that search as one types, and whatever stands in front of the page. */
const TAKES_KEYS = [
  "input:not([type=checkbox], [type=radio])",
  "textarea",
  "select",
  "[contenteditable]",
  ...["dialog", "alertdialog", "menu", "listbox"].map((role) => `[role=${role}]`),
].join(", ");

/** Whether a key that was pressed is a shortcut, rather than typed into something or taken by it. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return false;
  if (event.target instanceof Element && event.target.closest(TAKES_KEYS)) return false;
  return areSingleKeysOn();
}
