import * as z from "zod/mini";
import { setUserAuthRequestSchema } from "@/lib/contracts/klavis/auth-data";
import { createServerRequestSchema } from "@/lib/contracts/klavis/create-instance";
import { createSelfHostedRequestSchema } from "@/lib/contracts/klavis/instances";
import { createStrataRequestSchema } from "@/lib/contracts/klavis/strata";
import { createWhiteLabelingRequestSchema } from "@/lib/contracts/klavis/white-label";
import { isStorable } from "@/lib/contracts/text";

/**
 * The contract's requests within what this engine can keep. The contract names no greatest length, but user and
 * platform stand in one index row, which Postgres limits to 2,704 bytes; and its `text` has no room for NUL.
 */
const userId = z.string().check(z.minLength(1), storable(512));
const platformName = z.optional(z.nullable(z.string().check(z.minLength(1), storable(255))));

export const storableCreateSchema = z.extend(createServerRequestSchema, { userId, platformName });
export const storableSelfHostedSchema = z.extend(createSelfHostedRequestSchema, { userId });
export const storableStrataSchema = z.extend(createStrataRequestSchema, { userId });
export const storableUserAuthSchema = z.extend(setUserAuthRequestSchema, { userId });

export const storableWhiteLabelSchema = z.extend(createWhiteLabelingRequestSchema, {
  client_id: z.string().check(z.minLength(1), storable(512)),
  client_secret: z.string().check(z.minLength(1), storable(4096)),
  callback_url: z.optional(z.nullable(z.string().check(storable(2048)))),
  account_id: z.optional(z.nullable(z.string().check(storable(512)))),
});

function storable(longest: number) {
  return z.refine<string>((text) => text.length <= longest && isStorable(text), {
    error: `at most ${longest} characters, and no NUL among them`,
  });
}
