import type { Role } from "@/lib/contracts/member";
import type { Cipher } from "./cipher";
import type { Database } from "./db/client";
import type { Logger } from "./log";
import type { UpstreamRegistry } from "./upstream/port";

/** A signed-in member. */
export type Actor = { id: string; name: string; email: string; role: Role };

/** What every service works with. Services know nothing of HTTP: the handler fills this in. */
export type Context = {
  db: Database;
  upstreams: UpstreamRegistry;
  cipher: Cipher;
  log: Logger;
  actor: Actor;
  /** The console's public origin. */
  appUrl: string;
  request: { id: string; address: string | null };
};
