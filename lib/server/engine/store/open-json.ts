import type * as z from "zod/mini";
import type { Cipher } from "../../cipher";

/**
 * What was sealed as JSON under a name; undefined where it cannot be opened, or is not of that shape, so that a row which
 * was damaged answers as one without it.
 */
export function openJson<Schema extends z.ZodMiniType>(
  cipher: Cipher,
  sealed: string,
  name: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const text = openText(cipher, sealed, name);
  try {
    return text === undefined ? undefined : schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The same of a text. */
export function openText(cipher: Cipher, sealed: string, name: string): string | undefined {
  try {
    return cipher.decrypt(sealed, name);
  } catch {
    return undefined;
  }
}
