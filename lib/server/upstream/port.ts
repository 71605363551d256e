import type { NewInstance } from "@/lib/contracts/instance";
import type {
  CallToolResponse,
  GetInstanceResponse,
  GetServersResponse,
  GetUserIntegrationsResponse,
  GetUsersResponse,
  ListToolsResponse,
  SetAuthRequest,
  StatusResponse,
  UpdateInstanceResponse,
} from "@/lib/contracts/klavis/api";
import type { ConnectionType, CreateServerResponse } from "@/lib/contracts/klavis/create-instance";
import type { UpstreamId, UpstreamSummary } from "@/lib/contracts/upstream";

/** A server URL, which is a credential, and how it is spoken to. */
export type ServerAddress = { serverUrl: string; connectionType: ConnectionType };

/**
 * What stands behind the console, as the services see it: the Klavis API with parsed answers.
 *
 * Every method throws `PatchbayError` alone, with one of the `upstream-*` codes; `effect` says whether a change may
 * have happened in spite of it. `signal` ends the call from outside.
 */
export interface Upstream {
  readonly id: UpstreamId;
  /** The public API's base URL: shown in the `curl` line, and the only place where an `oauthUrl` may lead. */
  readonly baseUrl: string;
  /** Idempotent by contract, so it is retried; answers the existing instance where there is one. */
  createInstance(request: NewInstance, signal?: AbortSignal): Promise<CreateServerResponse>;
  getInstance(instanceId: string, signal?: AbortSignal): Promise<GetInstanceResponse>;
  updateInstance(
    instanceId: string,
    change: { isReadOnly: boolean },
    signal?: AbortSignal,
  ): Promise<UpdateInstanceResponse>;
  deleteInstance(instanceId: string, signal?: AbortSignal): Promise<StatusResponse>;
  deleteAuth(instanceId: string, signal?: AbortSignal): Promise<StatusResponse>;
  setAuth(request: SetAuthRequest, signal?: AbortSignal): Promise<StatusResponse>;
  /** The tools that a server URL really serves. */
  listTools(server: ServerAddress, signal?: AbortSignal): Promise<ListToolsResponse>;
  /** Runs one tool; never repeated by itself, since a tool may write. */
  callTool(
    call: ServerAddress & { toolName: string; toolArgs: Record<string, unknown> },
    signal?: AbortSignal,
  ): Promise<CallToolResponse>;
  listServers(signal?: AbortSignal): Promise<GetServersResponse>;
  /** `page` counts from 1. */
  listUsers(page: { pageNumber: number; pageSize: number }, signal?: AbortSignal): Promise<GetUsersResponse>;
  listUserIntegrations(userId: string, signal?: AbortSignal): Promise<GetUserIntegrationsResponse>;
}

/** The upstreams that the environment turned on; never empty. */
export interface UpstreamRegistry {
  /** The upstream of that id; where none is named, the only one or the first. */
  get(id?: UpstreamId): Upstream;
  /** The upstream of something in the record; it may have been switched off since. */
  of(record: { upstream: UpstreamId }): Upstream;
  summaries(): UpstreamSummary[];
}
