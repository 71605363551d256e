import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { Suspended } from "@/lib/contracts/instance-controls";
import type { ServerName } from "@/lib/contracts/server-name";
import type { TARGET_REGISTRATIONS } from "@/lib/contracts/target";
import type { Database } from "../../db/client";
import { prepared } from "../../db/prepared";
import { engineInstance, engineSuspension, engineSwitchedOff } from "../../db/schema/engine";
import { type CredentialRow, engineCredential } from "../../db/schema/engine-credential";
import {
  engineServerSwitchedOff,
  engineSetting,
  engineTarget,
  type TargetRow,
} from "../../db/schema/engine-target";
import { DRIFT } from "./settings";

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

/** An instance with what lets it into its account, as both stood at once; null where nothing does. */
export type OpenedInstance = Instance & { stored: CredentialRow | null };

/** An instance by its id alone, for callers that hold a capability for it: its server URL or its connect page. */
export async function openInstance(db: Database, id: string): Promise<OpenedInstance | undefined> {
  const [found] = await opening(db).execute({ id });
  return found;
}

/** Every request to a server URL begins with it: written once, and planned once by a database that keeps statements. */
export const opening = prepared((db) =>
  db
    .select({ ...FIELDS, stored: engineCredential })
    .from(engineInstance)
    .leftJoin(engineCredential, eq(engineCredential.instanceId, engineInstance.id))
    .leftJoin(engineTarget, eq(engineTarget.serverName, engineInstance.serverName))
    .where(eq(engineInstance.id, sql.placeholder("id")))
    .prepare(""),
);

/** How the accounts of these instances stand; those that the account has not are left out. */
export function readAccounts(db: Database, account: string, ids: readonly string[]) {
  const { id, userId, serverName } = engineInstance;
  return db
    .select({ id, userId, serverName, connected: CONNECTED, registration: REGISTRATION })
    .from(engineInstance)
    .leftJoin(engineCredential, eq(engineCredential.instanceId, id))
    .leftJoin(engineTarget, eq(engineTarget.serverName, serverName))
    .where(areOfAccount(account, ids));
}

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

const REGISTRATION = sql<Instance["registration"]>`
  case when ${engineTarget.kind} = 'remote' then coalesce(${engineTarget.registration}, 'automatic') end`;

const FIELDS = {
  ...getTableColumns(engineInstance),
  connected: CONNECTED,
  suspended: SUSPENDED,
  switchedOff: SWITCHED_OFF,
  switchedOffAtServer: SWITCHED_OFF_AT_SERVER,
  holdsChanges: HOLDS_CHANGES,
  registration: REGISTRATION,
  chosen: engineTarget,
};

export function selectInstances(db: Database) {
  return db
    .select(FIELDS)
    .from(engineInstance)
    .leftJoin(engineCredential, eq(engineCredential.instanceId, engineInstance.id))
    .leftJoin(engineTarget, eq(engineTarget.serverName, engineInstance.serverName));
}

/** One that another account has is not there. */
export function ofAccount(account: string, id: string) {
  return and(eq(engineInstance.account, account), eq(engineInstance.id, id));
}

/** Those of several that the account has. */
export function areOfAccount(account: string, ids: readonly string[]) {
  return and(eq(engineInstance.account, account), inArray(engineInstance.id, [...ids]));
}
