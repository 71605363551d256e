import * as z from "zod/mini";
import { createServerRequestSchema } from "@/lib/contracts/klavis/create-instance";

/**
 * The contract's request within what this engine can keep. The contract names no greatest length, but user and
 * platform stand in one index row, which Postgres limits to 2,704 bytes; and its `text` has no room for NUL.
 */
const { userId, platformName } = createServerRequestSchema.shape;
export const storableRequestSchema = z.extend(createServerRequestSchema, {
  userId: userId.check(storable(512)),
  platformName: platformName.check(storable(255)),
});

function storable(longest: number) {
  return z.refine<string | null | undefined>(
    (text) => !text || (text.length <= longest && isStorableText(text)),
    {
      error: `at most ${longest} characters, and no NUL among them`,
    },
  );
}

/** Whether Postgres can hold a text, or compare another one with it. */
export function isStorableText(text: string): boolean {
  return !text.includes("\0");
}
