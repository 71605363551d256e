import { and, eq, type Placeholder, sql } from "drizzle-orm";
import type { CreateServerRequest } from "@/lib/contracts/klavis/create-instance";
import type { Database } from "../../db/client";
import { prepared } from "../../db/prepared";
import { engineInstance, engineUser } from "../../db/schema/engine";
import { engineTarget } from "../../db/schema/engine-target";
import { sandboxRecord } from "../../db/schema/sandbox";
import type { Seed } from "../targets/port";
import { areOfAccount, type Instance, ofAccount } from "./read-instances";

type Obtained = Pick<Instance, "id" | "isReadOnly" | "registration" | "urlVersion"> & { created: boolean };

/**
 * The instance of this account, server, user and platform, made where there is none, with its seeds. One that is already
 * there keeps its settings, whatever the request says. The unique index decides between concurrent calls.
 *
 * One statement, because every create waits for it, and a database for itself between the statements of a transaction.
 */
export async function createInstance(
  db: Database,
  account: string,
  request: CreateServerRequest,
  seeds: readonly Seed[],
): Promise<Obtained> {
  const [obtained] = await creating(db).execute({
    account,
    ...request,
    platformName: request.platformName ?? "",
    now: new Date(),
    seeds: JSON.stringify(seeds),
  });
  // Nothing made and nothing found: another call has made it since this one began, or it was deleted in between.
  return obtained ?? createInstance(db, account, request, seeds);
}

const creating = prepared((db) => {
  const given = sql.placeholder;
  const identity = {
    account: given("account"),
    serverName: given("serverName"),
    userId: given("userId"),
    platformName: given("platformName"),
  };
  const settings = {
    connectionType: given("connectionType"),
    legacy: given("legacy"),
    isReadOnly: given("isReadOnly"),
  };
  const used = db.$with("used").as(
    db
      .insert(engineUser)
      .values({ account: identity.account, userId: identity.userId, lastUsedAt: given("now") })
      .onConflictDoUpdate({
        target: [engineUser.account, engineUser.userId],
        set: { lastUsedAt: sql`excluded.last_used_at` },
      })
      .returning({ userId: engineUser.userId }),
  );
  const made = db.$with("made").as(
    db
      .insert(engineInstance)
      .values({ ...identity, ...settings })
      .onConflictDoNothing()
      .returning({ id: engineInstance.id }),
  );
  const seeded = db.$with("seeded", {}).as(sql`
    insert into ${sandboxRecord} (instance_id, kind, title, body)
    select made.id, seed.kind, seed.title, seed.body
    from made, json_to_recordset(${given("seeds")}::json) as seed (kind text, title text, body text)`);
  const isThere = and(
    eq(engineInstance.account, identity.account),
    eq(engineInstance.serverName, identity.serverName),
    eq(engineInstance.userId, identity.userId),
    eq(engineInstance.platformName, identity.platformName),
  );
  const either = db.$with("either", {}).as(sql`
    select id, ${settings.isReadOnly}::boolean as is_read_only, 0 as url_version, true as created from made
    union all
    select id, is_read_only, url_version, false from ${engineInstance} where ${isThere}`);
  return db
    .with(used, made, seeded, either)
    .select({
      id: sql<string>`id`,
      isReadOnly: sql<boolean>`is_read_only`,
      urlVersion: sql<number>`url_version`,
      created: sql<boolean>`created`,
      registration: registrationAt(identity.serverName),
    })
    .from(sql`either`)
    .prepare("");
});

/** The setting that then holds; undefined where the account has no such instance. */
export async function setReadOnly(
  db: Database,
  account: string,
  id: string,
  isReadOnly: boolean,
): Promise<boolean | undefined> {
  const [changed] = await db
    .update(engineInstance)
    .set({ isReadOnly })
    .where(ofAccount(account, id))
    .returning({ isReadOnly: engineInstance.isReadOnly });
  return changed?.isReadOnly;
}

/** The same for several, in one statement; answers the ids of those that the account has. */
export async function setAllReadOnly(
  db: Database,
  account: string,
  ids: readonly string[],
  isReadOnly: boolean,
): Promise<string[]> {
  const changed = await db
    .update(engineInstance)
    .set({ isReadOnly })
    .where(areOfAccount(account, ids))
    .returning({ id: engineInstance.id });
  return changed.map(({ id }) => id);
}

type Control = Partial<Pick<Instance, "tokenHash" | "callLimit">>;

/** Sets what callers of an instance are held to; nothing where there is none of that id. */
export async function controlInstance(db: Database, id: string, control: Control): Promise<void> {
  await db.update(engineInstance).set(control).where(eq(engineInstance.id, id));
}

/** Has the URLs of an instance be others from now on; undefined where there is none of that id. */
export async function rotateUrls(
  db: Database,
  id: string,
): Promise<Pick<Instance, "urlVersion" | "connectionType"> | undefined> {
  const [rotated] = await db
    .update(engineInstance)
    .set({ urlVersion: sql`${engineInstance.urlVersion} + 1` })
    .where(eq(engineInstance.id, id))
    .returning({ urlVersion: engineInstance.urlVersion, connectionType: engineInstance.connectionType });
  return rotated;
}

/** Keeps what came of revoking the tokens of an instance whose account was taken away. */
export async function noteRevocation(
  db: Database,
  id: string,
  revocation: NonNullable<Instance["revocation"]>,
  tokensLiveUntil: Date | null,
): Promise<void> {
  await db
    .update(engineInstance)
    .set({ revocation, tokensLiveUntil, revokedAt: new Date() })
    .where(eq(engineInstance.id, id));
}

/** Whether the instance is discovered step by step, which is decided once; what was decided first stays. */
export async function decideDiscovery(db: Database, id: string, discovers: boolean): Promise<boolean> {
  const [decided] = await db
    .update(engineInstance)
    .set({ discovers: sql`coalesce(${engineInstance.discovers}, ${discovers})` })
    .where(eq(engineInstance.id, id))
    .returning({ discovers: engineInstance.discovers });
  return decided?.discovers ?? discovers;
}

/** Removes an instance with its credential, its running authorizations and its sandbox; false where there is none. */
export async function deleteInstance(db: Database, account: string, id: string): Promise<boolean> {
  const deleted = await db
    .delete(engineInstance)
    .where(ofAccount(account, id))
    .returning({ id: engineInstance.id });
  return deleted.length > 0;
}

/** The same for several, in one statement; answers the ids of those that the account had. */
export async function deleteInstances(
  db: Database,
  account: string,
  ids: readonly string[],
): Promise<string[]> {
  const deleted = await db
    .delete(engineInstance)
    .where(areOfAccount(account, ids))
    .returning({ id: engineInstance.id });
  return deleted.map(({ id }) => id);
}

function registrationAt(serverName: Placeholder) {
  return sql<Instance["registration"]>`(
    select coalesce(${engineTarget.registration}, 'automatic')
    from ${engineTarget} where ${engineTarget.serverName} = ${serverName} and ${engineTarget.kind} = 'remote'
  )`;
}
