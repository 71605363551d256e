import type { Context } from "../../context";
import type { instance } from "../../db/schema/instance";
import type { Made } from "../../upstream/port";

type Row = typeof instance.$inferSelect;

/** The names under which secrets are encrypted: a ciphertext opens in its own row and field alone. */
const PURPOSE = {
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
    serverUrl: cipher.encrypt(serverUrl, PURPOSE.serverUrl(id)),
    oauthUrl: oauthUrl === null ? null : cipher.encrypt(oauthUrl, PURPOSE.oauthUrl(id)),
    serverOrigin: originOf(upstream, serverUrl),
  };
}

/** The server URL in full, for whoever is about to use it. */
export function openServerUrl({ cipher }: Ciphering, row: Pick<Row, "id" | "serverUrl">): string {
  return cipher.decrypt(row.serverUrl, PURPOSE.serverUrl(row.id));
}

/** The address of the sign-in that was told when the instance was made; null where there was none. */
export function openOauthUrl({ cipher }: Ciphering, row: Pick<Row, "id" | "oauthUrl">): string | null {
  return row.oauthUrl && cipher.decrypt(row.oauthUrl, PURPOSE.oauthUrl(row.id));
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
