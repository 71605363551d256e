import { randomUUID } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import type { CreateInstanceRequest } from "@/lib/contracts/instance";
import type { Role } from "@/lib/contracts/member";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { createAuditSigner } from "../audit/signing";
import { createAttemptLimiter } from "../auth/throttle";
import { createCipher, randomToken } from "../cipher";
import {
  type Caller,
  type Context,
  contextFor,
  type Member,
  SYSTEM,
  type System,
  type Visitor,
  visitorOf,
} from "../context";
import type { DatabaseHandle } from "../db/client";
import { auditEvent } from "../db/schema/audit";
import { user } from "../db/schema/auth";
import { openTestDatabase } from "../db/testing";
import { createOutbound } from "../egress/outbound";
import { createEngine } from "../engine/engine";
import type { Mailer } from "../mail/mailer";
import { createLogger } from "../process/log";
import { recordToolChange } from "../process/record-tool-change";
import { createEmbeddedUpstream } from "../upstream/embedded";
import { createHttpUpstream } from "../upstream/http";
import type { Upstream } from "../upstream/port";
import { createRegistry } from "../upstream/registry";
import { CANARY_KEY } from "../upstream/testing";

export const APP_URL = "https://console.example.com";
const API_KEY = "an-engine-key-for-tests";

type TestOptions = {
  singleSignOn?: Context["singleSignOn"];
  secret?: string;
  appUrl?: string;
  mailer?: Mailer;
  allowHosts?: string[];
};

/**
 * What services work with: a real database, the embedded engine on it behind its adapter, and members of each role.
 * Every line of the log is kept.
 */
export async function openTestConsole(
  open: () => Promise<DatabaseHandle> = () => openTestDatabase(),
  { secret = randomToken(), appUrl = APP_URL, mailer, singleSignOn, allowHosts = [] }: TestOptions = {},
) {
  const database = await open();
  const { db } = database;
  const cipher = createCipher(secret);
  const signer = createAuditSigner("an audit signing key, for tests");
  const lines: string[] = [];
  const log = createLogger("debug", { write: (line) => void lines.push(line) });
  const outbound = createOutbound({ allowHosts });
  const engine = createEngine({
    db,
    cipher,
    appUrl,
    returnOrigins: [],
    apiKey: API_KEY,
    onToolChange: recordToolChange,
    egress: { allowHosts },
    log,
  });
  const embedded = createEmbeddedUpstream({
    fetch: engine.fetchUncounted,
    controls: engine.controls,
    targets: engine.targets,
    atOnce: engine.atOnce,
    baseUrl: `${appUrl}/engine`,
    apiKey: API_KEY,
    timeout: 20_000,
    log,
  });

  /** The embedded engine stands behind where no other upstream is named. Each has a request of its own. */
  const contextOf = <C extends Caller>(caller: C, upstreams: Upstream[]): Context<C> => {
    const registry = createRegistry(upstreams.length > 0 ? upstreams : [embedded]);
    const attempts = createAttemptLimiter(db);
    const audit = { signer, days: undefined };
    const process = {
      database,
      upstreams: registry,
      cipher,
      log,
      attempts,
      audit,
      outbound,
      mailer,
      singleSignOn,
      env: { appUrl },
    };
    return contextFor(process, caller, { id: randomUUID(), address: "203.0.113.7" });
  };

  /** Whoever comes without a session. */
  const visitor = (...upstreams: Upstream[]): Context<Visitor> => contextOf(visitorOf(undefined), upstreams);

  /** The console itself, at work in the background. */
  const system = (...upstreams: Upstream[]): Context<System> => contextOf(SYSTEM, upstreams);

  /** The member of that role. */
  const as = (role: Role, ...upstreams: Upstream[]): Context<Member> =>
    contextOf(
      { kind: "member", id: `member-${role}`, name: `Some ${role}`, email: `${role}@example.com`, role },
      upstreams,
    );

  /** The events on one record, the oldest first. */
  const auditOf = (subjectId: string, action?: string) =>
    db
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.subjectId, subjectId), action ? eq(auditEvent.action, action) : undefined))
      .orderBy(asc(auditEvent.at), asc(auditEvent.sequence));

  return { db, cipher, signer, engine, embedded, lines, visitor, system, as, auditOf, close: database.close };
}

export type TestConsole = Awaited<ReturnType<typeof openTestConsole>>;

/** Puts the member of that role into the database, for what is done in their name when they are not there. */
export async function addMember({ db, as }: Pick<TestConsole, "db" | "as">, role: Role): Promise<void> {
  const { id, name, email } = as(role).caller;
  await db.insert(user).values({ id, name, email, role });
}

/** An upstream by HTTP with short waits, for servers that misbehave. */
export function upstreamAt(baseUrl: string, id: UpstreamId = "us"): Upstream {
  const log = createLogger("silent");
  return createHttpUpstream({
    id,
    baseUrl,
    apiKey: CANARY_KEY,
    rate: 1000,
    timeout: 5_000,
    patience: 5_000,
    backoff: 5,
    log,
  });
}

/** A request for a user that no other test has. */
export function instanceRequest(more: Partial<CreateInstanceRequest> = {}): CreateInstanceRequest {
  return {
    serverName: "GitHub",
    userId: `user-${randomUUID()}`,
    connectionType: "StreamableHttp",
    legacy: false,
    isReadOnly: false,
    ...more,
  };
}

/** Every row of every table as one text, to search for what must not be there. */
export async function everyRow(db: TestConsole["db"]): Promise<string> {
  const { schema } = await import("../db/schema");
  const rows = await Promise.all(Object.values(schema).map((table) => db.select().from(table)));
  return JSON.stringify(rows);
}
