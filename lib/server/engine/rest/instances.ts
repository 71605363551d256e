import * as z from "zod/mini";
import {
  createServerRequestSchema,
  createServerResponseSchema,
} from "@/lib/contracts/klavis/create-instance";
import {
  createSelfHostedRequestSchema,
  createSelfHostedResponseSchema,
  getInstanceResponseSchema,
  oauthUrlRequestSchema,
  oauthUrlResponseSchema,
  updateInstanceRequestSchema,
  updateInstanceResponseSchema,
} from "@/lib/contracts/klavis/instances";
import { statusResponseSchema } from "@/lib/contracts/klavis/status-response";
import type { EngineContext } from "../context";
import { deleteInstance, setReadOnly } from "../store/instances";
import { findInstance } from "../store/read-instances";
import { signInOf } from "../targets/sign-in";
import { oauthUrl, serverUrl } from "../urls";
import { refusal, unknownInstance } from "./answers";
import { findByText } from "./find-instance";
import { storableCreateSchema, storableSelfHostedSchema } from "./limits";
import { type Route, route } from "./operation";
import { PLAIN, prepareInstance } from "./prepare-instance";

/** Any UUID will do, of whatever version: one that nobody has is for 404, not 422. */
export const instanceParams = z.object({ instanceId: z.guid() });

/** `/mcp-server/instance`: make, look at, change and remove an instance. */
export function instanceRoutes(context: EngineContext): Route[] {
  const { db, cipher, appUrl } = context;
  return [
    route(
      {
        id: "createServerInstance",
        method: "post",
        path: "/mcp-server/instance/create",
        tag: "mcp-server",
        summary: "Create",
        scope: "create",
        body: storableCreateSchema,
        contract: createServerRequestSchema,
        answer: createServerResponseSchema,
      },
      async ({ body, account }) => {
        const { id, isReadOnly, registration, urlVersion } = await prepareInstance(context, account, body);
        // An instance keeps its settings; whoever asked to read only is not given more for that.
        const door = body.isReadOnly && !isReadOnly ? "read-only" : "instance";
        return {
          serverUrl: serverUrl(appUrl, cipher, id, body.connectionType, door, urlVersion),
          instanceId: id,
          oauthUrl: oauthUrl(appUrl, { id, serverName: body.serverName, registration }),
        };
      },
    ),
    route(
      {
        id: "createSelfHostedServerInstance",
        method: "post",
        path: "/mcp-server/self-hosted/instance/create",
        tag: "mcp-server",
        summary: "Create an instance that a server of one's own will ask for its credentials",
        scope: "create",
        body: storableSelfHostedSchema,
        contract: createSelfHostedRequestSchema,
        answer: createSelfHostedResponseSchema,
      },
      async ({ body, account }) => {
        const { id, registration } = await prepareInstance(context, account, { ...body, ...PLAIN });
        const { serverName } = body;
        return { instanceId: id, oauthUrl: oauthUrl(appUrl, { id, serverName, registration }) };
      },
    ),
    route(
      {
        id: "getOauthUrl",
        method: "post",
        path: "/mcp-server/oauth-url",
        tag: "mcp-server",
        summary: "Get the address at which an instance's account is connected",
        scope: "read",
        body: oauthUrlRequestSchema,
        answer: oauthUrlResponseSchema,
      },
      async ({ body: { serverName, instanceId, ...parameters }, account }) => {
        const instance = await findByText(db, account, instanceId);
        const address = instance.serverName === serverName ? oauthUrl(appUrl, instance) : undefined;
        if (address === undefined) throw refusal(400, `This is no instance of ${serverName}`);
        if (address === null) throw refusal(400, `${serverName} does not sign in by OAuth`);
        const url = new URL(address);
        const { clientId, scope, redirectUrl } = parameters;
        for (const [name, value] of Object.entries({
          client_id: clientId,
          scope,
          redirect_url: redirectUrl,
        })) {
          if (value) url.searchParams.set(name, value);
        }
        return { oauthUrl: url.href };
      },
    ),
    route(
      {
        id: "getServerInstance",
        method: "get",
        path: "/mcp-server/instance/{instanceId}",
        tag: "mcp-server",
        summary: "Get an instance",
        scope: "read",
        params: instanceParams,
        answer: getInstanceResponseSchema,
      },
      async ({ params, account }) => {
        const instance = await findInstance(db, account, params.instanceId);
        if (!instance) throw unknownInstance();
        return {
          instanceId: instance.id,
          authNeeded: signInOf(instance) !== "none",
          isAuthenticated: instance.connected,
          serverName: instance.serverName,
          platform: instance.platformName,
          externalUserId: instance.userId,
          oauthUrl: oauthUrl(appUrl, instance),
        };
      },
    ),
    route(
      {
        id: "updateServerInstance",
        method: "patch",
        path: "/mcp-server/instance/{instanceId}",
        tag: "mcp-server",
        summary: "Change whether an instance is read-only",
        scope: "create",
        params: instanceParams,
        body: updateInstanceRequestSchema,
        answer: updateInstanceResponseSchema,
      },
      async ({ params: { instanceId }, body, account }) => {
        const wanted = body.isReadOnly ?? undefined;
        const isReadOnly =
          wanted === undefined
            ? (await findInstance(db, account, instanceId))?.isReadOnly
            : await setReadOnly(db, account, instanceId, wanted);
        if (isReadOnly === undefined) throw unknownInstance();
        const message = wanted === undefined ? "Nothing to change" : "Server instance updated";
        return { instanceId, isReadOnly, message };
      },
    ),
    route(
      {
        id: "deleteServerInstance",
        method: "delete",
        path: "/mcp-server/instance/{instanceId}",
        tag: "mcp-server",
        summary: "Delete an instance",
        scope: "create",
        params: instanceParams,
        answer: statusResponseSchema,
      },
      async ({ params, account }) => {
        if (!(await deleteInstance(db, account, params.instanceId))) throw unknownInstance();
        return { success: true, message: "Server instance deleted" };
      },
    ),
  ];
}
