export type Panel = "commands" | "shortcuts";

let receiver: ((panel: Panel) => void) | undefined;

/** Opens the command palette or the list of shortcuts, from a button anywhere in the frame. */
export function openPanel(panel: Panel): void {
  receiver?.(panel);
}

/** What opens them. Returns how to stop. */
export function receivePanels(next: (panel: Panel) => void): () => void {
  receiver = next;
  return () => {
    receiver = undefined;
  };
}
