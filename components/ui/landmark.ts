/**
 * Where to put what pops up from an element: within the same landmark or dialog, so that those who move by landmarks
 * find it where they left off, yet outside whatever would clip it.
 */
export function landmarkOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>("[role=dialog], [role=alertdialog], main, header") ?? null;
}
