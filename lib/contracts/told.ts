import * as z from "zod/mini";

/** Longer than any word of a vocabulary, in characters. */
const LONGEST = 200;

/**
 * A word of a vocabulary, in an answer. A record may hold one that this version does not know, written by a newer one
 * beside it or by hand: it is told as it stands, for what one record says must not take the list with it. Typed as the
 * words that are known, so whoever looks something up by it has to do without, as `lib/words/labels` does.
 */
export function told<Schema extends z.ZodMiniType<string>>(known: Schema): Schema {
  const any = z.pipe(
    z.string(),
    z.transform((text) => text.slice(0, LONGEST)),
  );
  return z.union([known, any]) as unknown as Schema;
}
