import * as z from "zod/mini";

/** An image that somebody uploads has this many bytes at the most; it is kept in the database. */
export const IMAGE_LIMIT = 32 * 1024;

/** None of these can hold a script or lead anywhere, as an SVG can. */
export const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** Base64 of a PNG, JPEG or WebP. `what` is what the sentences call it, such as `logo`. */
export const imageSchema = (what: string) =>
  z.base64({ error: `The ${what} did not arrive whole.` }).check(
    z.maxLength(Math.ceil(IMAGE_LIMIT / 3) * 4, {
      error: `Use an image of at most ${IMAGE_LIMIT / 1024} KiB.`,
    }),
  );
