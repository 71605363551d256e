import { IMAGE_LIMIT, type ImageType } from "@/lib/contracts/image";
import { PatchbayError } from "./errors";

export type Image = { bytes: Uint8Array; type: ImageType };

/** A form whose icon was looked at: in place of what was sent stands the image that it is. */
export type WithIcon<Form> = Omit<Form, "icon"> & { icon?: Image | null | undefined };

/**
 * An image that somebody sent in base64, for the field of that name. Undefined and null stay what they are.
 * @throws PatchbayError `invalid` where it is too large or no image of the kinds that are taken
 */
export function readImage<Sent extends null | undefined>(field: string, base64: string | Sent): Image | Sent {
  if (typeof base64 !== "string") return base64;
  const bytes = Buffer.from(base64, "base64");
  const type = imageType(bytes);
  if (type && bytes.byteLength <= IMAGE_LIMIT) return { bytes, type };
  throw new PatchbayError("invalid", `The ${field} cannot be used.`, {
    fields: { [field]: [`Use a PNG, JPEG or WebP of at most ${IMAGE_LIMIT / 1024} KiB.`] },
  });
}

/** What the record says of a change of an image. */
export function changeOfImage(sent: unknown): "kept" | "removed" | "changed" {
  if (sent === undefined) return "kept";
  return sent === null ? "removed" : "changed";
}

/** By what the bytes begin with: a name or a declared type is only a claim. */
function imageType(bytes: Buffer): ImageType | undefined {
  if (bytes.subarray(0, 8).toString("hex") === "89504e470d0a1a0a") return "image/png";
  if (bytes.subarray(0, 3).toString("hex") === "ffd8ff") return "image/jpeg";
  const riff = bytes.subarray(0, 4).toString("latin1") === "RIFF";
  return riff && bytes.subarray(8, 12).toString("latin1") === "WEBP" ? "image/webp" : undefined;
}
