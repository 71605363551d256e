import "server-only";
import type { AuditSigner } from "../audit/signing";
import type { Auth } from "../auth/auth";
import type { SessionReader } from "../auth/session-reader";
import type { AttemptLimiter } from "../auth/throttle";
import type { Cipher } from "../cipher";
import type { DatabaseHandle } from "../db/client";
import type { Outbound } from "../egress/outbound";
import type { Engine } from "../engine/engine";
import type { Mailer } from "../mail/mailer";
import type { UpstreamRegistry } from "../upstream/port";
import type { Clock } from "./clock";
import type { Env } from "./env";
import type { Logger } from "./log";

/** What lives as long as the process. */
export type Runtime = {
  env: Env;
  log: Logger;
  database: DatabaseHandle;
  cipher: Cipher;
  attempts: AttemptLimiter;
  audit: { signer: AuditSigner; days: number | undefined };
  auth: Auth;
  readSession: SessionReader;
  engine: Pick<Engine, "fetch" | "shortWay"> | undefined;
  upstreams: UpstreamRegistry;
  outbound: Outbound;
  mailer: Mailer | undefined;
  singleSignOn: Env["singleSignOn"];
  /** Writes what is kept in memory for a moment, before the database closes. */
  flush(): Promise<void>;
  /** What runs the tasks, by their kind; none where the process does not stay. */
  clocks: Map<string, Clock>;
};
