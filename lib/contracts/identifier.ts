import * as z from "zod/mini";
import { isVisible } from "./terms/visible";
import { INVISIBLE, storable } from "./text";

/** Nothing that a person types as an id is longer than this many characters. */
export const ID_LENGTH = 320;

/** A user and a platform stand in one row of an index, which Postgres limits to 2,704 bytes. */
const ID_BYTES = 1000;

/** No id that is in the record already is longer; these are looked for, and not made. */
const RECORDED_LENGTH = 2700;

const shortEnough = z.refine<string>(
  (text) => text.length <= ID_LENGTH && new TextEncoder().encode(text).length <= ID_BYTES,
  { error: `Use at most ${ID_LENGTH} characters.` },
);

/** The user or platform of something new. White space around it is a slip of the hand; else it is never altered. */
export function newIdSchema({ wrong, missing }: { wrong: string; missing: string }) {
  return z
    .string({ error: wrong })
    .check(
      z.trim(),
      z.minLength(1, { error: missing }),
      shortEnough,
      z.refine<string>(isVisible, { error: INVISIBLE }),
    );
}

/** A user or platform as it is recorded, by whichever rule that was. */
export const recordedIdSchema = z.string().check(z.minLength(1), z.maxLength(RECORDED_LENGTH), storable);
