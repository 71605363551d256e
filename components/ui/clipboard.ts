export type Copyable = string | (() => Promise<string>);

/**
 * Puts a text on the clipboard. Call it within the press of a button; a text that has yet to be fetched is given to the
 * browser as a promise where it takes one, because Safari forgets the press at the first await.
 * @throws whatever the text's own promise rejects with, or `ClipboardRefused`.
 */
export async function copyText(source: Copyable): Promise<void> {
  const text = typeof source === "string" ? Promise.resolve(source) : source();
  if (!navigator.clipboard) return copyBySelection(await text);
  try {
    const blob = text.then((value) => new Blob([value], { type: "text/plain" }));
    // A browser that refuses at once never asks for it; why there is no text is told below.
    blob.catch(() => undefined);
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
  } catch {
    const value = await text;
    await navigator.clipboard.writeText(value).catch((cause: unknown) => {
      throw new ClipboardRefused("The browser did not allow copying.", { cause });
    });
  }
}

export class ClipboardRefused extends Error {
  override name = "ClipboardRefused";
}

/** Over plain HTTP, as within a company's network, there is no clipboard API; the old command still works. */
function copyBySelection(text: string): void {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  area.value = text;
  area.readOnly = true;
  area.className = "sr-only";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (!copied) throw new ClipboardRefused("The browser did not allow copying.");
}
