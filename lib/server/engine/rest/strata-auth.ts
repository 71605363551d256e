import * as z from "zod/mini";
import { klavisServerNameSchema } from "@/lib/contracts/klavis/create-instance";
import { statusResponseSchema } from "@/lib/contracts/klavis/status-response";
import { getStrataAuthResponseSchema, setStrataAuthRequestSchema } from "@/lib/contracts/klavis/strata";
import type { EngineContext } from "../context";
import { deleteCredential, storeCredential } from "../store/credentials";
import { requireAuthNeeded, requireSecret } from "./auth";
import { readAuthData } from "./auth-data";
import { findStrataByText, requireServer } from "./find-strata";
import { type Route, route } from "./operation";

const params = z.object({ strataId: z.string(), serverName: klavisServerNameSchema });

/** How the servers of a Strata get into their accounts: as their instances do. */
export function strataAuthRoutes({ db, cipher, log }: EngineContext): Route[] {
  return [
    route(
      {
        id: "set_strata_auth_mcp_server_strata_set_auth_post",
        method: "post",
        path: "/mcp-server/strata/set-auth",
        tag: "mcp-server",
        summary: "Connect the account of a server of a Strata with a key",
        scope: "create",
        body: setStrataAuthRequestSchema,
        answer: statusResponseSchema,
        secret: true,
      },
      async ({ body: { strataId, serverName, authData }, account }) => {
        requireSecret(authData);
        const strata = await findStrataByText(db, account, strataId);
        const instance = await requireServer(db, strata, serverName);
        requireAuthNeeded(instance);
        await storeCredential({ db, cipher }, instance.id, { kind: "key", secret: authData });
        return { success: true, message: "Authentication data set" };
      },
    ),
    route(
      {
        id: "getStrataAuth",
        method: "get",
        path: "/mcp-server/strata/{strataId}/auth/{serverName}",
        tag: "mcp-server",
        summary: "Get the raw credentials of a server of a Strata",
        scope: "secrets",
        params,
        answer: getStrataAuthResponseSchema,
      },
      async ({ params: { strataId, serverName }, account, requestId }) => {
        const strata = await findStrataByText(db, account, strataId);
        const instance = await requireServer(db, strata, serverName);
        const authData = await readAuthData({ db, cipher }, instance.id);
        log.info({ requestId, account, instanceId: instance.id }, "raw credentials were read");
        const isAuthenticated = authData !== undefined;
        const message = isAuthenticated ? "Authentication data found" : "No authentication data";
        return { success: isAuthenticated, serverName, authData, isAuthenticated, message };
      },
    ),
    route(
      {
        id: "deleteStrataAuth",
        method: "delete",
        path: "/mcp-server/strata/{strataId}/auth/{serverName}",
        tag: "mcp-server",
        summary: "Forget the credentials of a server of a Strata",
        scope: "create",
        params,
        answer: statusResponseSchema,
      },
      async ({ params: { strataId, serverName }, account }) => {
        const strata = await findStrataByText(db, account, strataId);
        const instance = await requireServer(db, strata, serverName);
        await deleteCredential(db, instance.id);
        return { success: true, message: "Authentication data deleted" };
      },
    ),
  ];
}
