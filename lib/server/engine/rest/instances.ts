import { Hono } from "hono";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import {
  type GetInstanceResponse,
  type StatusResponse,
  type UpdateInstanceResponse,
  updateInstanceRequestSchema,
} from "@/lib/contracts/klavis/api";
import type { CreateServerResponse } from "@/lib/contracts/klavis/create-instance";
import type { EngineContext, EngineEnv } from "../context";
import { createInstance, deleteInstance, findInstance, setReadOnly } from "../store/instances";
import { oauthUrl, serverUrl } from "../urls";
import { unknownInstance } from "./answers";
import { storableRequestSchema } from "./limits";
import { parseInstanceId, readBody } from "./validation";

/** `/mcp-server/instance`: make, look at, change and remove an instance. */
export function instanceRoutes({ db, cipher, appUrl, targets }: EngineContext) {
  const routes = new Hono<EngineEnv>();

  routes.post("/instance/create", async (c) => {
    const request = await readBody(c.req.raw, storableRequestSchema);
    const { serverName } = request;
    const target = await targets.of(serverName);
    const { id } = await createInstance(db, c.var.account, request, (tx, id) =>
      target.prepare(tx, { id, serverName }),
    );
    return c.json<CreateServerResponse>({
      serverUrl: serverUrl(appUrl, cipher, id),
      instanceId: id,
      oauthUrl: oauthUrl(appUrl, serverName, id),
    });
  });

  routes.get("/instance/:instanceId", async (c) => {
    const instance = await findInstance(db, c.var.account, parseInstanceId(c.req.param("instanceId")));
    if (!instance) throw unknownInstance();
    return c.json<GetInstanceResponse>({
      instanceId: instance.id,
      authNeeded: catalogueEntry(instance.serverName).auth !== "none",
      isAuthenticated: instance.connected,
      serverName: instance.serverName,
      platform: instance.platformName,
      externalUserId: instance.userId,
      oauthUrl: oauthUrl(appUrl, instance.serverName, instance.id),
    });
  });

  routes.patch("/instance/:instanceId", async (c) => {
    const id = parseInstanceId(c.req.param("instanceId"));
    const wanted = (await readBody(c.req.raw, updateInstanceRequestSchema)).isReadOnly ?? undefined;
    const isReadOnly =
      wanted === undefined
        ? (await findInstance(db, c.var.account, id))?.isReadOnly
        : await setReadOnly(db, c.var.account, id, wanted);
    if (isReadOnly === undefined) throw unknownInstance();
    const message = wanted === undefined ? "Nothing to change" : "Server instance updated";
    return c.json<UpdateInstanceResponse>({ instanceId: id, isReadOnly, message });
  });

  routes.delete("/instance/:instanceId", async (c) => {
    const deleted = await deleteInstance(db, c.var.account, parseInstanceId(c.req.param("instanceId")));
    if (!deleted) throw unknownInstance();
    return c.json<StatusResponse>({ success: true, message: "Server instance deleted" });
  });

  return routes;
}
