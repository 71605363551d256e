import { and, eq, isNull, lt, or } from "drizzle-orm";
import type { ScimTokenMade } from "@/lib/contracts/scim";
import type { SignInRules } from "@/lib/contracts/sign-in";
import { recordAudit } from "../../audit/record";
import { hashToken, randomToken } from "../../cipher";
import type { System } from "../../context";
import type { Database } from "../../db/client";
import { scimToken } from "../../db/schema/organisation";
import { verb } from "../../verb";

/** What the token begins with, so that one that lies about is recognised. */
const MARK = "pbs_";
const SHOWN = MARK.length + 6;

/** How exactly it is kept when it was used last, in milliseconds. */
const LAST_USED = 60_000;

/** Who acts when a directory does. */
export const DIRECTORY: System = { kind: "system", id: "scim", name: "Directory (SCIM)", email: null };

/** Makes the token by which a directory provisions members; one from before opens nothing any more. */
export const makeScimToken = verb("scim.make-token", ["member"], (context): Promise<ScimTokenMade> => {
  const token = MARK + randomToken();
  const prefix = token.slice(0, SHOWN);
  const values = {
    tokenHash: hashToken(token),
    prefix,
    createdByName: context.caller.name,
    createdAt: new Date(),
    lastUsedAt: null,
  };
  return context.db.transaction(async (tx) => {
    await tx
      .insert(scimToken)
      .values({ id: 1, ...values })
      .onConflictDoUpdate({ target: scimToken.id, set: values });
    await recordAudit(tx, context, { action: "scim.make-token", subject: "1", details: { prefix } });
    return { token };
  });
});

/** Ends the token. Members whom the directory made stay. */
export const removeScimToken = verb("scim.remove-token", ["member"], async (context) =>
  context.db.transaction(async (tx) => {
    const [gone] = await tx.delete(scimToken).returning({ prefix: scimToken.prefix });
    if (gone) await recordAudit(tx, context, { action: "scim.remove-token", subject: "1", details: gone });
    return { removed: gone !== undefined };
  }),
);

/** Whether a secret is the token, as used at this moment. */
export async function isScimToken(db: Database, secret: string): Promise<boolean> {
  const hash = hashToken(secret);
  const [found] = await db.select().from(scimToken).where(eq(scimToken.tokenHash, hash));
  if (!found) return false;
  const stale = new Date(Date.now() - LAST_USED);
  if (!found.lastUsedAt || found.lastUsedAt < stale) {
    await db
      .update(scimToken)
      .set({ lastUsedAt: new Date() })
      .where(
        and(eq(scimToken.tokenHash, hash), or(isNull(scimToken.lastUsedAt), lt(scimToken.lastUsedAt, stale))),
      );
  }
  return true;
}

/** How the token stands, for whoever manages it. */
export async function describeScimToken(db: Pick<Database, "select">): Promise<SignInRules["scim"]["token"]> {
  const [row] = await db.select().from(scimToken);
  if (!row) return null;
  return {
    prefix: row.prefix,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
