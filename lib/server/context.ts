import type { Role } from "@/lib/contracts/member";
import type { AttemptLimiter } from "./auth/throttle";
import type { Cipher } from "./cipher";
import type { Database, DatabaseHandle } from "./db/client";
import type { Logger } from "./process/log";
import type { UpstreamRegistry } from "./upstream/port";

/** A signed-in member. */
export type Actor = { id: string; name: string; email: string; role: Role };

/** What a service works with when nobody is signed in. Services know nothing of HTTP: the handler fills this in. */
export type PublicContext = {
  db: Database;
  database: Pick<DatabaseHandle, "kind" | "ping">;
  upstreams: UpstreamRegistry;
  cipher: Cipher;
  log: Logger;
  /** The console's public origin. */
  appUrl: string;
  attempts: AttemptLimiter;
  /** The secret by which this browser is told from others where nobody signs in; undefined before there is one. */
  visitor: string | undefined;
  request: { id: string; address: string | null };
};

/** What a service works with on behalf of a member. */
export type Context = PublicContext & { actor: Actor };
