import * as z from "zod/mini";
import { createServerResponseSchema } from "@/lib/contracts/klavis/create-instance";
import { getInstanceResponseSchema } from "@/lib/contracts/klavis/instances";
import { getUserIntegrationsResponseSchema, getUsersResponseSchema } from "@/lib/contracts/klavis/users";
import { storable } from "@/lib/contracts/text";
import { readUpstreamOauthUrl, readUpstreamUrl } from "../url";

/** No upstream's id of an instance is longer, in characters; it stands in every list. */
const LONGEST_ID = 512;

const urlThat = (read: (text: string) => string | undefined) =>
  z.pipe(
    z.string(),
    z.transform((text, context) => {
      const url = read(text);
      if (url !== undefined) return url;
      context.issues.push({ code: "custom", input: text, message: "no address to be kept" });
      return z.NEVER;
    }),
  );

/** The answers of the API as the console takes them from a stranger: with a length, and addresses that are safe to keep. */
export function wireOf(baseUrl: string) {
  const oauthUrl = z.optional(z.nullable(urlThat((text) => readUpstreamOauthUrl(text, baseUrl))));
  return {
    created: z.extend(createServerResponseSchema, {
      instanceId: z.string().check(z.minLength(1), z.maxLength(LONGEST_ID), storable),
      serverUrl: urlThat((text) => readUpstreamUrl(text, baseUrl)),
      oauthUrl,
    }),
    combined: z.object({
      strataId: z.string().check(z.minLength(1), z.maxLength(LONGEST_ID), storable),
      strataServerUrl: urlThat((text) => readUpstreamUrl(text, baseUrl)),
    }),
    found: z.extend(getInstanceResponseSchema, { oauthUrl }),
  };
}

// What one entry has wrong is that entry's: the others are read all the same.
export const usersSchema = z.extend(getUsersResponseSchema, { users: z.array(z.unknown()) });
export const integrationsSchema = z.extend(getUserIntegrationsResponseSchema, {
  integrations: z.array(z.unknown()),
});
/** Some tools answer in `structuredContent` alone, and some servers with a bare text. */
export const calledSchema = z.object({
  success: z.boolean(),
  result: z.optional(z.unknown()),
  error: z.optional(z.nullable(z.string())),
});
