import { LOGO_LIMIT, LOGO_TYPES } from "@/lib/contracts/organisation";

/** What is wrong with a file as a logo, in a sentence; undefined where it may be sent. The server looks at its bytes. */
export function refuseLogo({ type, size }: Pick<File, "type" | "size">): string | undefined {
  if (!LOGO_TYPES.some((known) => known === type)) return "Choose a PNG, JPEG or WebP image.";
  if (size <= LOGO_LIMIT) return undefined;
  return `Choose an image of at most ${LOGO_LIMIT / 1024} KiB. This one has ${Math.ceil(size / 1024)}.`;
}

/** A file as a `data:` URL. @throws DOMException where the browser cannot read it */
export function readAsDataUrl(file: File): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** What of a `data:` URL is the file, in base64. */
export function base64Of(dataUrl: string): string {
  return dataUrl.slice(dataUrl.indexOf(",") + 1);
}
