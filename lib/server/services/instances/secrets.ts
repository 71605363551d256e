import type { Context } from "../../context";
import type { instance } from "../../db/schema/instance";
import { PatchbayError } from "../../errors";
import type { Made } from "../../upstream/port";

type Row = typeof instance.$inferSelect;

/** The names under which secrets are encrypted: a ciphertext opens in its own row and field alone. */
export const SEALED_AS = {
  serverUrl: (id: string) => `instance/${id}/serverUrl`,
  oauthUrl: (id: string) => `instance/${id}/oauthUrl`,
};

type Ciphering = Pick<Context, "cipher">;
type Sealed = Pick<Row, "serverUrl" | "oauthUrl" | "serverOrigin">;

/** What a row keeps of an instance's URLs: the secrets sealed, and in the clear where the server URL leads. */
export function sealUrls(
  { cipher }: Ciphering,
  { id, upstream }: Pick<Row, "id" | "upstream">,
  { serverUrl, oauthUrl }: Pick<Made, "serverUrl" | "oauthUrl">,
): Sealed {
  return {
    serverUrl: cipher.encrypt(serverUrl, SEALED_AS.serverUrl(id)),
    oauthUrl: oauthUrl === null ? null : cipher.encrypt(oauthUrl, SEALED_AS.oauthUrl(id)),
    serverOrigin: originOf(upstream, serverUrl),
  };
}

type Opening = Pick<Context, "cipher" | "appUrl">;

/**
 * The server URL in full, for whoever is about to use it.
 * @throws PatchbayError `conflict` where it does not open: another secret sealed it, or it was damaged
 */
export function openServerUrl(
  { cipher, appUrl }: Opening,
  { id, upstream, serverUrl }: Pick<Row, "id" | "upstream" | "serverUrl">,
): string {
  return asServedNow(appUrl, upstream, unseal(cipher, serverUrl, SEALED_AS.serverUrl(id)));
}

/** The address of the sign-in that was told when the instance was made; null where there was none. @throws as above */
export function openOauthUrl(
  { cipher, appUrl }: Opening,
  { id, upstream, oauthUrl }: Pick<Row, "id" | "upstream" | "oauthUrl">,
): string | null {
  return oauthUrl && asServedNow(appUrl, upstream, unseal(cipher, oauthUrl, SEALED_AS.oauthUrl(id)));
}

/** Whether a row's URL was sealed with this secret, and is whole. */
export function opensServerUrl(
  { cipher }: Ciphering,
  { id, serverUrl }: Pick<Row, "id" | "serverUrl">,
): boolean {
  try {
    cipher.decrypt(serverUrl, SEALED_AS.serverUrl(id));
    return true;
  } catch {
    return false;
  }
}

/** @throws PatchbayError `conflict` where it does not open */
export function unseal(cipher: Context["cipher"], sealed: string, purpose: string): string {
  try {
    return cipher.decrypt(sealed, purpose);
  } catch (cause) {
    throw new PatchbayError(
      "conflict",
      "This URL cannot be opened: it was sealed with another APP_SECRET, or its record was damaged. Create the same again, and it gets a URL that opens.",
      { cause },
    );
  }
}

/** What the embedded engine handed out, under the name at which it answers today. */
export function asServedNow(appUrl: string, upstream: Row["upstream"], url: string): string {
  if (upstream !== "embedded") return url;
  const { pathname, search, hash } = new URL(url);
  return new URL(appUrl).origin + pathname + search + hash;
}

/** Where a URL leads, to be kept; nothing for the embedded engine, whose URLs follow `APP_URL`. */
export function originOf(upstream: Row["upstream"], serverUrl: string): string | null {
  return upstream === "embedded" ? null : new URL(serverUrl).origin;
}

/** Where a row's URL leads, and nothing of what opens it. Rows of an older version say where once they were revealed. */
export function maskedUrl(
  { appUrl }: Pick<Context, "appUrl">,
  { upstream, serverOrigin }: Pick<Row, "upstream" | "serverOrigin">,
): string {
  const origin = upstream === "embedded" ? new URL(appUrl).origin : serverOrigin;
  return `${origin ?? "https:/"}/••••••••••••`;
}
