import {
  type AuthData,
  getAuthDataResponseSchema,
  setAuthRequestSchema,
} from "@/lib/contracts/klavis/auth-data";
import { statusResponseSchema } from "@/lib/contracts/klavis/status-response";
import type { EngineContext } from "../context";
import { type Revocation, revokeTokens } from "../oauth/revoke";
import { deleteCredential, readStored, storeCredential } from "../store/credentials";
import { noteRevocation } from "../store/instances";
import { findInstance } from "../store/read-instances";
import { type Entered, signInOf } from "../targets/sign-in";
import { InvalidRequest, refusal, unknownInstance } from "./answers";
import { readAuthData } from "./auth-data";
import { findByText } from "./find-instance";
import { instanceParams } from "./instances";
import { type Route, route } from "./operation";
import { wrongValue } from "./pydantic/messages";

/** An instance's way into its account. */
export function authRoutes(context: EngineContext): Route[] {
  const { db, cipher, log } = context;
  return [
    route(
      {
        id: "setInstanceAuth",
        method: "post",
        path: "/mcp-server/instance/set-auth",
        tag: "mcp-server",
        summary: "Connect an instance's account with a key",
        scope: "create",
        body: setAuthRequestSchema,
        answer: statusResponseSchema,
        secret: true,
      },
      async ({ body: { instanceId, authData }, account }) => {
        requireSecret(authData);
        const instance = await findByText(db, account, instanceId);
        requireAuthNeeded(instance);
        await storeCredential({ db, cipher }, instance.id, { kind: "key", secret: authData });
        return { success: true, message: "Authentication data set" };
      },
    ),
    route(
      {
        id: "getInstanceAuthData",
        method: "get",
        path: "/mcp-server/instance/{instanceId}/auth",
        tag: "mcp-server",
        summary: "Get an instance's raw credentials",
        scope: "secrets",
        params: instanceParams,
        answer: getAuthDataResponseSchema,
      },
      async ({ params, account, requestId }) => {
        const instance = await findInstance(db, account, params.instanceId);
        if (!instance) throw unknownInstance();
        const authData = await readAuthData({ db, cipher }, instance.id);
        log.info({ requestId, account, instanceId: instance.id }, "raw credentials were read");
        return authData ? { success: true, authData } : { success: false, error: "No authentication data" };
      },
    ),
    route(
      {
        id: "deleteInstanceAuth",
        method: "delete",
        path: "/mcp-server/instance/{instanceId}/auth",
        tag: "mcp-server",
        summary: "Forget an instance's credentials",
        scope: "create",
        params: instanceParams,
        answer: statusResponseSchema,
      },
      async ({ params, account }) => {
        const instance = await findInstance(db, account, params.instanceId);
        if (!instance) throw unknownInstance();
        const stored = await readStored(context, instance.id);
        await deleteCredential(db, instance.id);
        const revocation = stored && (await revokeTokens(context, stored));
        if (revocation) {
          const until = "until" in revocation ? revocation.until : null;
          await noteRevocation(db, instance.id, revocation.outcome, until);
        }
        return {
          success: true,
          message: `Authentication data deleted${revocation ? sayRevocation(revocation) : ""}`,
        };
      },
    ),
  ];
}

/** What is really dead, after what was forgotten here. */
function sayRevocation(revocation: Revocation): string {
  if (revocation.outcome === "nothing-to-revoke") return "";
  if (revocation.outcome === "revoked") return ", and revoked at the provider";
  const until = revocation.until ? `, and die on ${revocation.until.toISOString()} at the latest` : "";
  return revocation.outcome === "not-offered"
    ? `; the provider offers no revocation: its tokens go on${until}`
    : `; the provider did not confirm the revocation: its tokens may go on${until}`;
}

/**
 * Every field of the contract's two forms is optional; one of them has to hold something all the same.
 * @throws InvalidRequest
 */
export function requireSecret(authData: AuthData): void {
  const values = Object.values("data" in authData ? (authData.data ?? {}) : authData);
  if (values.some((value) => value !== null && value !== undefined && value !== "")) return;
  throw new InvalidRequest([
    { ...wrongValue("give a token, an api_key or data"), loc: ["body", "authData"] },
  ]);
}

/** @throws HTTPException 400 where a server asks for no credential, so that none is kept for nothing */
export function requireAuthNeeded(entered: Entered): void {
  if (signInOf(entered) === "none") throw refusal(400, `${entered.serverName} needs no authentication`);
}
