import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { CreateServerRequest } from "@/lib/contracts/klavis/create-instance";
import type { ServerName } from "@/lib/contracts/server-name";
import type { TARGET_REGISTRATIONS } from "@/lib/contracts/target";
import type { Database } from "../../db/client";
import {
  engineCredential,
  engineInstance,
  engineServerSwitchedOff,
  engineSetting,
  engineSuspension,
  engineSwitchedOff,
  engineTarget,
  engineUser,
  sandboxRecord,
  type TargetRow,
} from "../../db/schema/engine";
import type { Seed } from "../targets/port";
import { DRIFT } from "./settings";
import type { Suspended } from "./suspensions";

/** An instance as stored, and what else holds for it. */
export type Instance = typeof engineInstance.$inferSelect & {
  /** Whether there is a credential for its account. */
  connected: boolean;
  /** What it is suspended with; null where it is not. */
  suspended: Suspended["scope"] | null;
  /** The tools that are switched off at it. */
  switchedOff: string[];
  /** The tools that are switched off at every instance of its server. */
  switchedOffAtServer: string[];
  /** Whether a tool that changed is held until somebody approves it. */
  holdsChanges: boolean;
  /** How accounts are let in at the target that was chosen for its server; null where none was. */
  registration: (typeof TARGET_REGISTRATIONS)[number] | null;
  /** The target that was chosen for its server; null where none was. */
  chosen: TargetRow | null;
};

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
  const { serverName, userId, connectionType, legacy, isReadOnly } = request;
  const platformName = request.platformName ?? "";
  const used = db.$with("used").as(
    db
      .insert(engineUser)
      .values({ account, userId, lastUsedAt: new Date() })
      .onConflictDoUpdate({
        target: [engineUser.account, engineUser.userId],
        set: { lastUsedAt: sql`excluded.last_used_at` },
      })
      .returning({ userId: engineUser.userId }),
  );
  const made = db
    .$with("made")
    .as(
      db
        .insert(engineInstance)
        .values({ account, serverName, userId, platformName, connectionType, legacy, isReadOnly })
        .onConflictDoNothing()
        .returning({ id: engineInstance.id }),
    );
  const seeded = db.$with("seeded", {}).as(sql`
    insert into ${sandboxRecord} (instance_id, kind, title, body)
    select made.id, seed.kind, seed.title, seed.body
    from made, json_to_recordset(${JSON.stringify(seeds)}::json) as seed (kind text, title text, body text)`);
  const either = db.$with("either", {}).as(sql`
    select id, ${isReadOnly}::boolean as is_read_only, 0 as url_version, true as created from made
    union all
    select id, is_read_only, url_version, false from ${engineInstance} where ${and(eq(engineInstance.account, account), eq(engineInstance.serverName, serverName), eq(engineInstance.userId, userId), eq(engineInstance.platformName, platformName))}`);
  const [obtained] = await db
    .with(used, made, ...(seeds.length > 0 ? [seeded] : []), either)
    .select({
      id: sql<string>`id`,
      isReadOnly: sql<boolean>`is_read_only`,
      urlVersion: sql<number>`url_version`,
      created: sql<boolean>`created`,
      registration: registrationAt(serverName),
    })
    .from(sql`either`);
  // Nothing made and nothing found: another call has made it since this one began, or it was deleted in between.
  return obtained ?? createInstance(db, account, request, seeds);
}

/** An instance of the account; undefined for one of another account as for one that does not exist. */
export async function findInstance(db: Database, account: string, id: string): Promise<Instance | undefined> {
  const [found] = await selectInstances(db).where(ofAccount(account, id));
  return found;
}

/** All instances of one user at one server, whatever their platform; the one whose credential is newest first. */
export function listInstancesOf(
  db: Database,
  account: string,
  userId: string,
  serverName: ServerName,
): Promise<Instance[]> {
  return selectInstances(db)
    .where(
      and(
        eq(engineInstance.account, account),
        eq(engineInstance.userId, userId),
        eq(engineInstance.serverName, serverName),
      ),
    )
    .orderBy(sql`${engineCredential.updatedAt} desc nulls last`, asc(engineInstance.id));
}

/** An instance by its id alone, for callers that hold a capability for it: its server URL or its connect page. */
export async function openInstance(db: Database, id: string): Promise<Instance | undefined> {
  const query = openings.get(db) ?? prepareOpening(db);
  openings.set(db, query);
  const [found] = await query.execute({ id });
  return found;
}

/** Every request to a server URL begins with it: written once, and planned once by a database that keeps statements. */
export function prepareOpening(db: Database) {
  // It has no name, which a pooler of connections would not know the next time.
  return selectInstances(db)
    .where(eq(engineInstance.id, sql.placeholder("id")))
    .prepare("");
}

const openings = new WeakMap<Database, ReturnType<typeof prepareOpening>>();

/** What of an instance a session hangs on. */
export type Standing = Pick<Instance, "id" | "urlVersion" | "tokenHash" | "connected" | "suspended">;

/** How these instances stand; those that are not there are left out. */
export function readStandings(db: Database, ids: readonly string[]): Promise<Standing[]> {
  const { id, urlVersion, tokenHash } = engineInstance;
  return db
    .select({ id, urlVersion, tokenHash, connected: CONNECTED, suspended: SUSPENDED })
    .from(engineInstance)
    .leftJoin(engineCredential, eq(engineCredential.instanceId, id))
    .where(inArray(id, [...ids]));
}

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

const CONNECTED = sql<boolean>`${isNotNull(engineCredential.instanceId)} and ${isNull(engineCredential.refusedAt)}`;

const SUSPENDED = sql<Suspended["scope"] | null>`(
  select ${engineSuspension.scope} from ${engineSuspension}
  where (${engineSuspension.scope} = 'everything' and ${engineSuspension.name} = '')
    or (${engineSuspension.scope} = 'server' and ${engineSuspension.name} = ${engineInstance.serverName})
    or (${engineSuspension.scope} = 'user' and ${engineSuspension.name} = ${engineInstance.userId})
    or (${engineSuspension.scope} = 'instance' and ${engineSuspension.name} = ${engineInstance.id}::text)
  limit 1
)`;

const SWITCHED_OFF = sql<string[]>`(
  select coalesce(json_agg(${engineSwitchedOff.tool}), '[]')
  from ${engineSwitchedOff} where ${engineSwitchedOff.instanceId} = ${engineInstance.id}
)`;

const SWITCHED_OFF_AT_SERVER = sql<string[]>`(
  select coalesce(json_agg(${engineServerSwitchedOff.tool}), '[]')
  from ${engineServerSwitchedOff} where ${engineServerSwitchedOff.serverName} = ${engineInstance.serverName}
)`;

const HOLDS_CHANGES = sql<boolean>`coalesce((
  select true from ${engineSetting} where ${engineSetting.name} = ${DRIFT} and ${engineSetting.value} = 'block'
), false)`;

function registrationAt(serverName: ServerName) {
  return sql<Instance["registration"]>`(
    select coalesce(${engineTarget.registration}, 'automatic')
    from ${engineTarget} where ${engineTarget.serverName} = ${serverName} and ${engineTarget.kind} = 'remote'
  )`;
}

export function selectInstances(db: Database) {
  return db
    .select({
      ...getTableColumns(engineInstance),
      connected: CONNECTED,
      suspended: SUSPENDED,
      switchedOff: SWITCHED_OFF,
      switchedOffAtServer: SWITCHED_OFF_AT_SERVER,
      holdsChanges: HOLDS_CHANGES,
      registration: sql<Instance["registration"]>`
        case when ${engineTarget.kind} = 'remote' then coalesce(${engineTarget.registration}, 'automatic') end`,
      chosen: engineTarget,
    })
    .from(engineInstance)
    .leftJoin(engineCredential, eq(engineCredential.instanceId, engineInstance.id))
    .leftJoin(engineTarget, eq(engineTarget.serverName, engineInstance.serverName));
}

function ofAccount(account: string, id: string) {
  return and(eq(engineInstance.account, account), eq(engineInstance.id, id));
}
