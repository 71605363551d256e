import { IMAGE_LIMIT, IMAGE_TYPES } from "@/lib/contracts/image";

/** What is wrong with a file as an image, in a sentence; undefined where it may be sent. The server looks at its bytes. */
export function refuseImage({ type, size }: Pick<File, "type" | "size">): string | undefined {
  if (!IMAGE_TYPES.some((known) => known === type)) return "Choose a PNG, JPEG or WebP image.";
  if (size <= IMAGE_LIMIT) return undefined;
  return `Choose an image of at most ${IMAGE_LIMIT / 1024} KiB. This one has ${Math.ceil(size / 1024)}.`;
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
