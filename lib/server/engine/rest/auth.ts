import { Hono } from "hono";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import { type SetAuthRequest, type StatusResponse, setAuthRequestSchema } from "@/lib/contracts/klavis/api";
import type { EngineContext, EngineEnv } from "../context";
import { deleteCredential, storeCredential } from "../store/credentials";
import { findInstance } from "../store/instances";
import { refusal, unknownInstance } from "./answers";
import { InvalidRequest, isUuid, parseInstanceId, readBody } from "./validation";

/**
 * An instance's way into its account. Upstream's `GET .../auth` has no counterpart here: it returns raw tokens, and
 * nothing in this console needs them.
 */
export function authRoutes({ db, cipher }: EngineContext) {
  const routes = new Hono<EngineEnv>();

  routes.post("/instance/set-auth", async (c) => {
    const { instanceId, authData } = await readBody(c.req.raw, setAuthRequestSchema, { echo: false });
    if (!holdsSecret(authData)) throw emptyCredential();
    const instance = isUuid(instanceId) ? await findInstance(db, c.var.account, instanceId) : undefined;
    if (!instance) throw unknownInstance();
    if (catalogueEntry(instance.serverName).auth === "none") {
      throw refusal(400, `${instance.serverName} needs no authentication`);
    }
    await storeCredential({ db, cipher }, instance.id, { kind: "key", secret: authData });
    return c.json<StatusResponse>({ success: true, message: "Authentication data set" });
  });

  routes.delete("/instance/:instanceId/auth", async (c) => {
    const instance = await findInstance(db, c.var.account, parseInstanceId(c.req.param("instanceId")));
    if (!instance) throw unknownInstance();
    await deleteCredential(db, instance.id);
    return c.json<StatusResponse>({ success: true, message: "Authentication data deleted" });
  });

  return routes;
}

/** Every field of the contract's two forms is optional; one of them has to hold something all the same. */
function holdsSecret(authData: SetAuthRequest["authData"]): boolean {
  const values = Object.values("data" in authData ? (authData.data ?? {}) : authData);
  return values.some((value) => value !== null && value !== undefined && value !== "");
}

function emptyCredential(): InvalidRequest {
  const error = "give a token, an api_key or data";
  return new InvalidRequest([
    { loc: ["body", "authData"], msg: `Value error, ${error}`, type: "value_error", ctx: { error } },
  ]);
}
