import type { Cipher } from "../cipher";
import type { Database } from "../db/client";
import type { Signals } from "../db/signals";
import type { GuardedFetch } from "../egress/guarded-fetch";
import type { Logger } from "../process/log";
import type { TakeCall } from "./gateway/call-limits";
import type { ReviewTools } from "./gateway/drift";
import type { Ledger } from "./gateway/ledger";
import type { ApiKey } from "./rest/api-keys";
import type { Credentials, Targets } from "./targets/port";

/** What the engine's routes work with. Its API key is not part of it: only the check of it needs that. */
export type EngineContext = {
  db: Database;
  cipher: Cipher;
  /** The console's public origin; the engine answers at `/engine` below it. */
  appUrl: string;
  /** Origins to which a consent may lead back, beside `appUrl`: those of other consoles that use this engine. */
  returnOrigins: readonly string[];
  /** Hosts under which MCP clients may reach the engine beside that of `appUrl`, in lower case, with their ports. */
  hosts: readonly string[];
  /** Origins whose pages may speak MCP to the engine from a browser, or `"*"` for all. */
  browserOrigins: readonly string[] | "*";
  /** Whether this process stays between requests, so that streams can be kept open. */
  stays: boolean;
  /** What those tell each other at once; left out where they cannot. */
  signals?: Signals | undefined;
  /** Whether other processes may work with the same database. */
  shared: boolean;
  /** What stands behind a server's instances before an administrator chose it. */
  defaultTarget: "sandbox" | "vendor";
  log: Logger;
  /** Reaches what stands elsewhere, by the guard; the sandbox's provider, a stranger too, in process. */
  fetch: GuardedFetch;
  /** Milliseconds that an authorization server may take over an answer. */
  providerTimeout: number;
  targets: Targets;
  /** What lets instances into their accounts. */
  credentials: Credentials;
  /** Where calls of tools are noted. */
  ledger: Ledger;
  /** Which tools are not as they were approved. */
  review: ReviewTools;
  /** Holds instances to their limits of calls. */
  takeCall: TakeCall;
};

/** The database, and what opens the secrets in it. */
export type Vault = Pick<EngineContext, "db" | "cipher">;

/** What the engine's routes may find on a request: its id, and what its API key stands for. */
export type EngineEnv = {
  /** What only a caller in this process can say. */
  Bindings: { uncounted?: true };
  Variables: {
    requestId: string;
    /** What a request to a server URL says, where it is JSON. Its body can still be read. */
    body?: unknown;
    key: ApiKey;
    /** Asks for the servers that were added to the contract's. */
    addedServers: () => Promise<readonly string[]>;
  };
};
