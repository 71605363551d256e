import type { ServerName } from "@/lib/contracts/server-name";
import type { CredentialRow } from "../../db/schema/engine-credential";
import type { TargetRow } from "../../db/schema/engine-target";

/**
 * A JSON object of the protocol as it came: fields that nobody here knows pass through, in requests as in results.
 * What is read out of one is checked where it is read.
 */
export type Fields = Record<string, unknown>;
export type Tool = Fields & { name: string };
export type ToolList = Fields & { tools: Tool[]; nextCursor?: string };
export type ToolCall = Fields & { name: string; arguments?: Fields };

export type RequestOptions = {
  /** Of the request that asked for this, for the log. */
  requestId: string;
  /** Aborted when the caller no longer waits. */
  signal?: AbortSignal;
  /** Told of `notifications/progress`, without the token: whoever asked has its own. */
  onProgress?: (progress: Fields) => void;
  /** Of a caller of 2026-07-28, which is asked by a result and answers by asking again. */
  roundTrip?: RoundTrip;
};

/** What such a caller says with each request, passed on as it came to a target that speaks its revision. */
export type RoundTrip = {
  capabilities: Fields;
  inputResponses?: Fields;
  requestState?: string;
};

type Request = (params: Fields, options: RequestOptions) => Promise<Fields>;

/** Whoever keeps a session with the engine, for what a target asks and tells in between (revisions of 2025). */
export type Caller = {
  /** Of the session: no two share a connection. */
  id: string;
  /** What it can be asked, as it declared when the session began. */
  capabilities: Fields;
  /** @throws ProtocolError as it answered, SdkError where it does not */
  request(method: string, params: Fields, signal?: AbortSignal): Promise<Fields>;
  /** Tells it what is for it, if it listens. */
  notify(method: string, params: Fields): void;
};

/**
 * What stands behind one instance, opened with one credential: an MCP server, or what acts as one. A plain object whose
 * functions need no `this`. They throw RpcError for what the caller is told; anything else is a fault of the engine.
 */
export type Target = {
  serverInfo: Fields & { name: string; version: string };
  instructions?: string;
  /** As MCP declares them. What is not declared is not asked for. */
  capabilities: Fields;
  /** One page; `nextCursor` where there are more. */
  listTools(params: Fields, options: RequestOptions): Promise<ToolList>;
  /** A tool as the list describes it; undefined where there is none of that name. */
  findTool(name: string, options: RequestOptions): Promise<Tool | undefined>;
  callTool(call: ToolCall, options: RequestOptions): Promise<Fields>;
  listResources?: Request;
  listResourceTemplates?: Request;
  readResource?: Request;
  listPrompts?: Request;
  getPrompt?: Request;
  complete?: Request;
  /** These are for callers with a session alone. */
  subscribeResource?: Request;
  unsubscribeResource?: Request;
  setLogLevel?: Request;
  /** Lets go of connections. Nothing is asked afterwards. */
  close(): Promise<void>;
};

/** What outlives one request: whoever is connected, and the instance as the newest request found it. */
export type OpenSession = { caller: Caller; current(): TargetInstance };

/** What a target may know of the instance that it stands behind. */
export type TargetInstance = {
  id: string;
  serverName: ServerName;
  userId: string;
  legacy: boolean;
  /** For a switch of the vendor's own. That nothing is written is the policy's affair. */
  isReadOnly: boolean;
  /** What lets it into its account, where that was read with it: as it is now, null for nothing. */
  stored?: CredentialRow | null;
};

/** What lets an instance into its account: tokens as the provider answered them, or what a person set as a key. */
export type Credential = { kind: "oauth" | "key"; secret: unknown };

/** Reads the instance's credential as it is now; undefined where none is stored. */
export type ReadCredential = () => Promise<Credential | undefined>;

/** Where people consent, as far as a target knows: its authorization server, or the endpoint that names it. */
export type ConsentAt = (
  | { issuer: string }
  | {
      endpoint: string;
      /** Where the endpoint does not say. */
      fallbackIssuer?: string;
    }
) & {
  /** How the engine is known there, where somebody made it known. */
  ownApp?: { clientId: string; clientSecret?: string };
  /** What to ask for; where it is left out, what the server says that it takes. */
  scopes?: readonly string[];
  /** To be named in each request (RFC 8707), where it is not the endpoint. */
  resource?: string;
};

/** A credential as it is now; `version` is another one after each change of it. */
export type HeldCredential = Credential & {
  version: string;
  /** Another one after each time that the account was connected, whatever was renewed since. */
  account: string;
  /** `expired` could not be renewed for now, `refused` is over. */
  state: "good" | "expired" | "refused";
};

/** Credentials that are renewed ahead of their end. */
export type Credentials = {
  /** @param stored the same as it was read a moment ago, null for nothing; read where it is left out */
  current(instanceId: string, stored?: CredentialRow | null): Promise<HeldCredential | undefined>;
  /**
   * Another one in place of `used`, though that is not due: its side refused it, or somebody asks. An expired one where
   * there is none for now, undefined where there is none at all.
   */
  renew(instanceId: string, used: string): Promise<HeldCredential | undefined>;
  /** Notes that it is over: somebody has to connect the account anew. */
  refuse(instanceId: string, used: string): Promise<void>;
};

/** A record that an instance begins with. */
export type Seed = { kind: string; title: string; body: string };

/** One kind of target, for every server that uses it. */
export type TargetFactory = {
  kind: "remote" | "builtin" | "sandbox" | "none";
  /** Where its tools come from, if that is elsewhere: what they say of themselves may change. */
  address?: string;
  /** What is known of a server's tools without an instance. */
  describe(serverName: ServerName): { description: string; tools: { name: string; description: string }[] };
  /** Where people consent; undefined where a server's instances need none. */
  consent(serverName: ServerName): Promise<ConsentAt | undefined>;
  /** What a new instance begins with, kept in the statement that makes it. */
  seeds(serverName: ServerName): readonly Seed[];
  /** For one request, or for a caller with a session where one is named. */
  open(instance: TargetInstance, credential: ReadCredential, session?: OpenSession): Promise<Target>;
};

export type Targets = {
  /** What stands behind the instances of a server. */
  of(serverName: ServerName): Promise<TargetFactory>;
  /** The same of an instance, with which was read what was chosen for its server. */
  behind(instance: { serverName: ServerName; chosen: TargetRow | null }): TargetFactory;
};
