import type { NewInstance } from "@/lib/contracts/instance";
import type { InstanceControls, InstancesAtOnce } from "@/lib/contracts/instance-controls";
import type { ConnectionType } from "@/lib/contracts/klavis/create-instance";
import type { CreateServerForm, OwnServer, UpdateServerForm } from "@/lib/contracts/server";
import type { ServerName } from "@/lib/contracts/server-name";
import type { AccountState } from "@/lib/contracts/status";
import type { Target, TargetForm, TargetList } from "@/lib/contracts/target";
import type { SignInKind } from "@/lib/contracts/terms/sign-in";
import type { Tool, ToolResult } from "@/lib/contracts/tool";
import type { UpstreamId, UpstreamSummary } from "@/lib/contracts/upstream";
import type { Image, WithIcon } from "../image";
import type { Lane } from "./lanes";

/** A server URL, which is a credential, and how it is spoken to. */
export type ServerAddress = { serverUrl: string; connectionType: ConnectionType };

/** What a create led to: the instance, and where its account is connected by consent; null where it is not. */
export type Made = { instanceId: string; serverUrl: string; oauthUrl: string | null };

/** What combining led to: the upstream's id of it, and its URL. */
export type Combined = { strataId: string; serverUrl: string };

/** How an instance stands at its upstream. */
export type Seen = {
  account: AccountState;
  /** Whose it is; null where the upstream does not say. */
  userId: string | null;
  oauthUrl: string | null;
};

/** `createdAt` is ISO 8601, or null where the upstream says no time that is one. */
export type UpstreamUser = { userId: string; createdAt: string | null };
export type Integration = { serverName: ServerName; connected: boolean };

/**
 * What stands behind the console, as the services see it.
 *
 * Every method throws `PatchbayError` alone, with one of the `upstream-*` codes; `effect` says whether a change may
 * have happened in spite of it. What the upstream does not know is an answer where the console can go on from there, and
 * `upstream-not-found` where it cannot. `signal` ends the call from outside.
 */
export interface Upstream {
  readonly id: UpstreamId;
  /** The public API's base URL: shown in the `curl` line, and the only place where an `oauthUrl` may lead. */
  readonly baseUrl: string;
  /** That it serves no HTTP+SSE where it runs. */
  readonly lacksStreams?: boolean | undefined;
  /** Only where calls pass through this console. */
  readonly controls?: InstanceControls | undefined;
  /** What stands behind its servers, where that is this console's to say. */
  readonly targets?: ServerTargets | undefined;
  /** Only where many instances are as quickly asked for as one. Jobs do one by one what it leaves, or throws at. */
  readonly atOnce?: InstancesAtOnce | undefined;
  /** The same for somebody: their calls wait in that lane for the account's rate. */
  inLane(lane: Lane): Upstream;
  /** Idempotent by contract, so it is retried; answers the existing instance where there is one. */
  create(request: NewInstance, signal?: AbortSignal): Promise<Made>;
  observe(instanceId: string, signal?: AbortSignal): Promise<Seen | "gone">;
  /** Answers what holds from now on. */
  update(
    instanceId: string,
    change: { isReadOnly: boolean },
    signal?: AbortSignal,
  ): Promise<{ isReadOnly: boolean }>;
  remove(instanceId: string, signal?: AbortSignal): Promise<"removed" | "unknown">;
  /** Takes an instance's account away from it; the instance stays. */
  disconnect(instanceId: string, signal?: AbortSignal): Promise<"removed" | "unknown">;
  /** @throws PatchbayError `upstream-rejected`, with the reason on the field `key`, where it is not taken */
  setKey(instanceId: string, key: string, signal?: AbortSignal): Promise<void>;
  /** One URL for several servers of a user, whose instances are there; the one that there is with just these, if there is. */
  combine(userId: string, serverNames: readonly ServerName[], signal?: AbortSignal): Promise<Combined>;
  /** Takes every server out of a combined URL, which opens nothing from then on; the instances stay. */
  dissolve(strataId: string, signal?: AbortSignal): Promise<"removed" | "unknown">;
  /** The tools that a server URL really serves, and how many more it told in a way that cannot be read. */
  tools(server: ServerAddress, signal?: AbortSignal): Promise<{ tools: Tool[]; unreadable: number }>;
  /** Runs one tool; never repeated by itself, since a tool may write. */
  call(
    call: ServerAddress & { name: string; arguments: Record<string, unknown> },
    signal?: AbortSignal,
  ): Promise<ToolResult>;
  /** `page` counts from 1, and there are `pages` of them. Entries that name nobody are counted as `unreadable`. */
  users(
    page: { page: number; size: number },
    signal?: AbortSignal,
  ): Promise<{ users: UpstreamUser[]; unreadable: number; pages: number }>;
  /** What a user has there; nothing for a user whom the upstream does not know. */
  integrations(userId: string, signal?: AbortSignal): Promise<Integration[]>;
}

/** What stands behind the servers of an upstream that runs here. Secrets go in and never come out. */
export interface ServerTargets {
  list(): Promise<TargetList>;
  read(serverName: ServerName): Promise<Target>;
  write(serverName: ServerName, form: TargetForm): Promise<Target>;
  /** Goes back to what the environment says. */
  reset(serverName: ServerName): Promise<Target>;
  /** How accounts are let in at the target that was chosen for a server; null where none was. */
  signIn(serverName: ServerName): Promise<SignInKind | null>;
  /** The servers that the organisation added to the catalogue's. */
  ownServers(): Promise<OwnServer[]>;
  /** Of a server that the organisation added; undefined where there is none. */
  icon(name: ServerName): Promise<Image | undefined>;
  addServer(form: WithIcon<CreateServerForm>): Promise<Target>;
  changeServer(name: ServerName, form: WithIcon<UpdateServerForm>): Promise<Target>;
  /** @throws PatchbayError where it has instances, or is none of these */
  requireRemovable(name: ServerName): Promise<void>;
  removeServer(name: ServerName): Promise<void>;
  /** @param options.register whether to register as a client where that is how clients become known */
  test(serverName: ServerName, options: { register: boolean }): Promise<Target>;
}

/** The upstreams that the environment turned on; never empty. */
export interface UpstreamRegistry {
  /** The upstream of that id; where none is named, the only one or the first. */
  get(id?: UpstreamId): Upstream;
  /** The upstream of something in the record; it may have been switched off since. */
  of(record: { upstream: UpstreamId }): Upstream;
  summaries(): UpstreamSummary[];
  /** The same for somebody; see `Upstream`. */
  inLane(lane: Lane): UpstreamRegistry;
}
