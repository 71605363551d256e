import { and, desc, eq } from "drizzle-orm";
import { oauthServer } from "@/lib/catalogue/oauth-server";
import type { ServerName } from "@/lib/contracts/server-name";
import { engineWhiteLabel } from "../../db/schema/engine-credential";
import type { Vault } from "../context";
import { openText } from "./open-json";

/** An OAuth app that an account has set up at a provider. */
type WhiteLabel = {
  clientId: string;
  clientSecret: string;
  serverName: string;
  callbackUrl: string | null;
  accountId: string | null;
};

/** Keeps an account's app, its secret encrypted, in place of one of the same client id. */
export async function storeWhiteLabel(
  { db, cipher }: Vault,
  account: string,
  app: WhiteLabel,
): Promise<void> {
  const { clientId, clientSecret, serverName, callbackUrl, accountId } = app;
  const row = {
    serverName,
    catalogueName: oauthServer(serverName) ?? null,
    clientSecret: cipher.encrypt(clientSecret, secretContext(account, clientId)),
    callbackUrl,
    accountId,
    updatedAt: new Date(),
  };
  await db
    .insert(engineWhiteLabel)
    .values({ account, clientId, ...row })
    .onConflictDoUpdate({ target: [engineWhiteLabel.account, engineWhiteLabel.clientId], set: row });
}

/** An account's app as far as it is told again: without its secret. */
export async function findWhiteLabel({ db }: Pick<Vault, "db">, account: string, clientId: string) {
  const [found] = await db
    .select({
      clientId: engineWhiteLabel.clientId,
      serverName: engineWhiteLabel.serverName,
      callbackUrl: engineWhiteLabel.callbackUrl,
      accountId: engineWhiteLabel.accountId,
    })
    .from(engineWhiteLabel)
    .where(and(eq(engineWhiteLabel.account, account), eq(engineWhiteLabel.clientId, clientId)));
  return found;
}

/**
 * As whom the engine asks for consent at a server, for an account's instances: the app of that client id, or else the
 * one that was kept last; undefined where it has none there that can be opened.
 */
export async function readOwnClient(
  { db, cipher }: Vault,
  account: string,
  serverName: ServerName,
  clientId?: string,
): Promise<{ clientId: string; clientSecret: string; callbackUrl: string | null } | undefined> {
  const { account: of, catalogueName, clientId: id, updatedAt } = engineWhiteLabel;
  const [latest] = await db
    .select()
    .from(engineWhiteLabel)
    .where(
      and(
        eq(of, account),
        eq(catalogueName, serverName),
        clientId === undefined ? undefined : eq(id, clientId),
      ),
    )
    .orderBy(desc(updatedAt))
    .limit(1);
  if (!latest) return undefined;
  const clientSecret = openText(cipher, latest.clientSecret, secretContext(account, latest.clientId));
  return clientSecret === undefined
    ? undefined
    : { clientId: latest.clientId, clientSecret, callbackUrl: latest.callbackUrl };
}

/** Accounts hold no colon, so that no two names make one. */
export function secretContext(account: string, clientId: string): string {
  return `engine_white_label.client_secret:${account}:${clientId}`;
}
