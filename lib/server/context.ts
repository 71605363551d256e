import type { CALLER_KINDS, Role } from "@/lib/contracts/member";
import type { AuditSigner } from "./audit/signing";
import type { AttemptLimiter } from "./auth/throttle";
import { type Cipher, hashToken } from "./cipher";
import type { Database, DatabaseHandle } from "./db/client";
import type { Outbound } from "./egress/outbound";
import type { Mailer } from "./mail/mailer";
import type { Env } from "./process/env";
import type { Logger } from "./process/log";
import type { Lane } from "./upstream/lanes";
import type { UpstreamRegistry } from "./upstream/port";

/** Whoever does something, as the audit and other records name them. Ids are never used twice, of whichever kind. */
export type Actor = {
  kind: (typeof CALLER_KINDS)[number];
  id: string;
  name: string;
  email: string | null;
};

/** A signed-in member. */
export type Member = Actor & {
  kind: "member";
  email: string;
  role: Role;
  /** The id of the session in which they act; not there where nobody sits at a browser. */
  session?: string;
};

/** A program that holds a key of the console's. */
export type ApiKey = Actor & { kind: "apiKey"; email: null; role: Role };

/**
 * Whoever sits at a browser in which nobody need be signed in, such as one that opened a connect link. It is told from
 * others by the secret in its cookie; one without has none yet, and is nobody in particular.
 */
export type Visitor = Actor & { kind: "visitor"; email: null; secret: string | undefined };

/** The console itself, which works when nobody asks. */
export type System = Actor & { kind: "system"; email: null };

/** Who acts. */
export type Caller = Member | Visitor | ApiKey | System;

/** Whoever has a role. */
export type Principal = Member | ApiKey;

export const SYSTEM: System = { kind: "system", id: "system", name: "Patchbay", email: null };

/** The visitor with that secret, of which the record keeps a hash. */
export function visitorOf(secret: string | undefined): Visitor {
  const id = secret === undefined ? "visitor" : `visitor:${hashToken(secret)}`;
  return { kind: "visitor", id, name: "visitor of a connect link", email: null, secret };
}

/** What a service works with, on behalf of a caller. Services know nothing of HTTP: `contextFor` fills this in. */
export type Context<C extends Caller = Principal> = {
  db: Database;
  database: Pick<DatabaseHandle, "kind" | "ping">;
  upstreams: UpstreamRegistry;
  cipher: Cipher;
  log: Logger;
  /** The console's public origin. */
  appUrl: string;
  attempts: AttemptLimiter;
  /** The way out to addresses that come from outside. */
  outbound: Outbound;
  /** What sends mail; undefined where no mail server is named. */
  mailer: Mailer | undefined;
  /** The OpenID provider that the environment names, where it does. */
  singleSignOn: Env["singleSignOn"];
  audit: {
    signer: AuditSigner;
    /** For how many days events are kept; without it, for ever. */
    days: number | undefined;
  };
  caller: C;
  /** Which request it is, and from which address where that is known. */
  request: {
    id: string;
    address: string | null;
    /** Another site's page loaded it into itself, as an image or a script: whoever sits there has not asked for it. */
    unasked?: true;
    /** Ends when nobody waits for the answer any more. Only for what changes nothing. */
    signal?: AbortSignal | undefined;
  };
};

/** The part of the process's runtime that services work with. */
export type Process = {
  database: DatabaseHandle;
  env: Pick<Env, "appUrl">;
} & Pick<
  Context,
  "upstreams" | "cipher" | "log" | "attempts" | "audit" | "outbound" | "mailer" | "singleSignOn"
>;

/** The one way to a context. */
export function contextFor<C extends Caller>(
  { database, upstreams, cipher, attempts, audit, outbound, mailer, singleSignOn, log, env }: Process,
  caller: C,
  request: Context["request"],
): Context<C> {
  return {
    db: database.db,
    database,
    upstreams: upstreams.inLane(laneOf(caller)),
    cipher,
    log: log.child({ requestId: request.id }),
    appUrl: env.appUrl,
    attempts,
    outbound,
    mailer,
    singleSignOn,
    audit,
    caller,
    request,
  };
}

/** In which lane a caller's calls to upstreams wait. */
function laneOf(caller: Caller): Lane {
  switch (caller.kind) {
    case "member":
      return { kind: caller.role === "viewer" ? "viewers" : "operators", who: caller.id };
    case "apiKey":
      return { kind: "programs", who: caller.id };
    case "visitor":
      return { kind: "visitors", who: caller.id };
    case "system":
      return { kind: "background", who: "" };
  }
}
