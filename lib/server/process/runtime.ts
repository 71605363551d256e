import "server-only";
import type { AuditSigner } from "../audit/signing";
import type { Auth } from "../auth/auth";
import type { SessionReader } from "../auth/session-reader";
import type { AttemptLimiter } from "../auth/throttle";
import type { Cipher } from "../cipher";
import type { DatabaseHandle } from "../db/client";
import type { Outbound } from "../egress/outbound";
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
  engine: { fetch(request: Request): Promise<Response> } | undefined;
  upstreams: UpstreamRegistry;
  outbound: Outbound;
  mailer: Mailer | undefined;
  /** Writes what is kept in memory for a moment, before the database closes. */
  flush(): Promise<void>;
  /** What runs the tasks, by their kind; none where the process does not stay. */
  clocks: Map<string, Clock>;
};

// On globalThis, because the bundler may give each route its own copy of this module.
const holder = globalThis as typeof globalThis & { patchbayRuntime?: Promise<Runtime> };

/**
 * The process's runtime, opened at the first call. A failed opening is tried again at the next. What opens it is loaded
 * then: the bundler would otherwise put the engine and every library into each of the routes.
 */
export function runtime(): Promise<Runtime> {
  holder.patchbayRuntime ??= import("./open-runtime")
    .then(({ openRuntime }) => openRuntime())
    .catch((error) => {
      holder.patchbayRuntime = undefined;
      throw error;
    });
  return holder.patchbayRuntime;
}
