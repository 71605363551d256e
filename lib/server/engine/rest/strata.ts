import * as z from "zod/mini";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import {
  addToStrataRequestSchema,
  addToStrataResponseSchema,
  createStrataRequestSchema,
  createStrataResponseSchema,
  getStrataResponseSchema,
  removeFromStrataQuerySchema,
  removeFromStrataResponseSchema,
  strataRawActionsQuerySchema,
  strataRawActionsResponseSchema,
} from "@/lib/contracts/klavis/strata";
import type { ServerName } from "@/lib/contracts/server-name";
import type { EngineContext } from "../context";
import { openGoverned } from "../gateway/open-target";
import type { Instance } from "../store/read-instances";
import {
  addToStrata,
  createStrata,
  listStrataInstances,
  removeFromStrata,
  type Strata,
} from "../store/stratas";
import { listAllTools } from "../targets/list-all-tools";
import { oauthUrl, serverUrl } from "../urls";
import { refusal } from "./answers";
import { askTarget } from "./ask-target";
import { findStrataByText, requireServer } from "./find-strata";
import { storableStrataSchema } from "./limits";
import { type Route, route } from "./operation";
import { PLAIN, prepareInstance } from "./prepare-instance";

type Wanted = {
  servers?: readonly ServerName[] | "ALL" | null | undefined;
  externalServers?: readonly unknown[] | null | undefined;
};

const strataParams = z.object({ strataId: z.string() });

/** `/mcp-server/strata`: several servers of one user behind one URL. */
export function strataRoutes(context: EngineContext): Route[] {
  const { db, cipher, appUrl } = context;

  /** The user's instances of the servers that are asked for, made where there are none. */
  async function prepare(account: string, userId: string, { servers, externalServers }: Wanted) {
    if (externalServers?.length) {
      throw refusal(400, "External servers are not served here: give the address to the agent itself");
    }
    const ids: string[] = [];
    for (const serverName of new Set(servers === "ALL" ? SERVER_NAMES : (servers ?? []))) {
      ids.push((await prepareInstance(context, account, { serverName, userId, ...PLAIN })).id);
    }
    return ids;
  }
  /** What is told of servers, and where the accounts that are not connected yet are connected. */
  function tell(instances: readonly Instance[]) {
    const waiting = instances.flatMap((instance): [string, string][] => {
      const url = instance.connected ? null : oauthUrl(appUrl, instance);
      return url ? [[instance.serverName, url]] : [];
    });
    return {
      names: instances.map(({ serverName }) => serverName),
      // Where an account is connected by a key, the key is set over the API, and there is no page for it.
      urls: { oauthUrls: Object.fromEntries(waiting), apiKeyUrls: {} },
    };
  }
  const urlOf = ({ id }: Strata) => serverUrl(appUrl, cipher, id, "StreamableHttp", "strata");

  return [
    route(
      {
        id: "create_strata_server_mcp_server_strata_create_post",
        method: "post",
        path: "/mcp-server/strata/create",
        tag: "mcp-server",
        summary: "Create a Strata: several servers of one user behind one URL",
        scope: "create",
        body: storableStrataSchema,
        contract: createStrataRequestSchema,
        answer: createStrataResponseSchema,
      },
      async ({ body: { userId, enableAuthHandling: handlesAuth, ...wanted }, account }) => {
        const instanceIds = await prepare(account, userId, wanted);
        const strata = await createStrata(db, account, { userId, instanceIds, handlesAuth });
        const { names, urls } = tell(await listStrataInstances(db, strata.id));
        const [strataServerUrl, strataId] = [urlOf(strata), strata.id];
        return { strataServerUrl, strataId, addedServers: names, addedExternalServers: [], ...urls };
      },
    ),
    route(
      {
        id: "add_servers_to_strata_mcp_server_strata_add_post",
        method: "post",
        path: "/mcp-server/strata/add",
        tag: "mcp-server",
        summary: "Add servers to a Strata",
        scope: "create",
        body: addToStrataRequestSchema,
        answer: addToStrataResponseSchema,
      },
      async ({ body: { strataId, ...wanted }, account }) => {
        const strata = await findStrataByText(db, account, strataId);
        const ids = await prepare(account, strata.userId, wanted);
        const added = new Set(await addToStrata(db, strata.id, ids));
        const instances = await listStrataInstances(db, strata.id);
        const { names, urls } = tell(instances.filter(({ id }) => added.has(id)));
        return { addedServers: names, addedExternalServers: [], ...urls };
      },
    ),
    route(
      {
        id: "delete_servers_from_strata_mcp_server_strata__strataId__servers_delete",
        method: "delete",
        path: "/mcp-server/strata/{strataId}/servers",
        tag: "mcp-server",
        summary: "Take servers out of a Strata; their instances stay",
        scope: "create",
        params: strataParams,
        query: removeFromStrataQuerySchema,
        answer: removeFromStrataResponseSchema,
      },
      async ({ params, query, account }) => {
        const strata = await findStrataByText(db, account, params.strataId);
        const instances = await listStrataInstances(db, strata.id);
        const meant = new Set<string>(query.servers ?? []);
        const leaving = instances.filter(({ serverName }) => meant.has("ALL") || meant.has(serverName));
        const removed = new Set(
          await removeFromStrata(
            db,
            strata.id,
            leaving.map(({ id }) => id),
          ),
        );
        const { names } = tell(leaving.filter(({ id }) => removed.has(id)));
        return { deletedServers: names, deletedExternalServers: [] };
      },
    ),
    route(
      {
        id: "get_strata_server_mcp_server_strata__strataId__get",
        method: "get",
        path: "/mcp-server/strata/{strataId}",
        tag: "mcp-server",
        summary: "Get a Strata",
        scope: "read",
        params: strataParams,
        answer: getStrataResponseSchema,
      },
      async ({ params, account }) => {
        const strata = await findStrataByText(db, account, params.strataId);
        const { names, urls } = tell(await listStrataInstances(db, strata.id));
        const [strataServerUrl, strataId] = [urlOf(strata), strata.id];
        return { strataServerUrl, strataId, connectedServers: names, connectedExternalServers: [], ...urls };
      },
    ),
    route(
      {
        id: "list_strata_raw_actions_mcp_server_strata__strataId__raw_actions_get",
        method: "get",
        path: "/mcp-server/strata/{strataId}/raw-actions",
        tag: "mcp-server",
        summary: "List the tools of one server of a Strata, with their schemas",
        scope: "read",
        params: strataParams,
        query: strataRawActionsQuerySchema,
        answer: strataRawActionsResponseSchema,
      },
      async ({ params, query: { server }, account, ...options }) => {
        const strata = await findStrataByText(db, account, params.strataId);
        const instance = await requireServer(db, strata, server);
        const answer = await askTarget(
          () => openGoverned(context, instance),
          (target) => listAllTools(target, options),
        );
        const result = "error" in answer ? { error: answer.error } : { actions: answer.result };
        return { strataId: strata.id, server, result };
      },
    ),
  ];
}
