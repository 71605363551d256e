import * as z from "zod/mini";
import { getUserAuthResponseSchema, setUserAuthRequestSchema } from "@/lib/contracts/klavis/auth-data";
import { klavisServerNameSchema } from "@/lib/contracts/klavis/create-instance";
import { statusResponseSchema } from "@/lib/contracts/klavis/status-response";
import {
  deleteUserResponseSchema,
  getUserIntegrationsResponseSchema,
  getUserResponseSchema,
  getUsersQuerySchema,
  getUsersResponseSchema,
} from "@/lib/contracts/klavis/users";
import { isStorable } from "@/lib/contracts/text";
import type { EngineContext } from "../context";
import { deleteCredential, storeCredential } from "../store/credentials";
import { listInstancesOf } from "../store/read-instances";
import { readRegistration } from "../store/targets";
import { deleteUser, findUser, listIntegrations, listUsers } from "../store/users";
import { refusal } from "./answers";
import { requireAuthNeeded, requireSecret } from "./auth";
import { readAuthData } from "./auth-data";
import { storableUserAuthSchema } from "./limits";
import { type Route, route } from "./operation";
import { PLAIN, prepareInstance } from "./prepare-instance";

const userParams = z.object({ userId: z.string().check(z.minLength(1)) });
const userServerParams = z.extend(userParams, { serverName: klavisServerNameSchema });
const unknownUser = () => refusal(404, "User not found");

/** `/user`: the users whom the account has made instances for, and what each of them has. */
export function userRoutes(context: EngineContext): Route[] {
  const { db, cipher, log } = context;
  /** @throws HTTPException 404 where the account knows no such user */
  async function requireUser(account: string, userId: string) {
    const user = isStorable(userId) ? await findUser(db, account, userId) : undefined;
    if (!user) throw unknownUser();
    return user;
  }

  return [
    route(
      {
        id: "getAllUsers",
        method: "get",
        path: "/user/",
        tag: "user",
        summary: "List the users",
        scope: "read",
        query: getUsersQuerySchema,
        answer: getUsersResponseSchema,
      },
      async ({ query: { page_number, page_size }, account }) => {
        const { users, totalCount } = await listUsers(db, account, { number: page_number, size: page_size });
        return {
          users: users.map(({ userId, createdAt }) => ({ userId, createdAt: createdAt.toISOString() })),
          totalCount,
          page: page_number,
          pageSize: page_size,
          totalPages: Math.ceil(totalCount / page_size),
        };
      },
    ),
    route(
      {
        id: "getUserByUserId",
        method: "get",
        path: "/user/{userId}",
        tag: "user",
        summary: "Get a user",
        scope: "read",
        params: userParams,
        answer: getUserResponseSchema,
      },
      async ({ params, account }) => {
        const { userId, createdAt, lastUsedAt } = await requireUser(account, params.userId);
        return {
          userId,
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt?.toISOString() ?? null,
        };
      },
    ),
    route(
      {
        id: "deleteUserByUserId",
        method: "delete",
        path: "/user/{userId}",
        tag: "user",
        summary: "Delete a user with all instances and credentials",
        scope: "create",
        params: userParams,
        answer: deleteUserResponseSchema,
      },
      async ({ params, account }) => {
        const { userId } = await requireUser(account, params.userId);
        if (!(await deleteUser(db, account, userId))) throw unknownUser();
        return { success: true, message: "User deleted, with all instances and credentials" };
      },
    ),
    route(
      {
        id: "getUserIntegrations",
        method: "get",
        path: "/user/{userId}/integrations",
        tag: "user",
        summary: "List the servers that a user has an instance of",
        scope: "read",
        params: userParams,
        answer: getUserIntegrationsResponseSchema,
      },
      async ({ params, account }) => {
        const { userId } = await requireUser(account, params.userId);
        const integrations = await listIntegrations(db, account, userId);
        return {
          integrations: integrations.map(({ name, isAuthenticated }) => ({
            name,
            is_authenticated: isAuthenticated,
          })),
        };
      },
    ),
    route(
      {
        id: "setUserAuth",
        method: "post",
        path: "/user/set-auth",
        tag: "user",
        summary: "Connect a user's account at a server with a key",
        scope: "create",
        body: storableUserAuthSchema,
        contract: setUserAuthRequestSchema,
        answer: statusResponseSchema,
        secret: true,
      },
      async ({ body: { userId, serverName, authData }, account }) => {
        requireSecret(authData);
        requireAuthNeeded({ serverName, registration: await readRegistration(db, serverName) });
        const found = await listInstancesOf(db, account, userId, serverName);
        // Who stores a key before the first instance finds it in the one that they create afterwards.
        const ids =
          found.length > 0
            ? found.map(({ id }) => id)
            : [(await prepareInstance(context, account, { serverName, userId, ...PLAIN })).id];
        for (const id of ids) await storeCredential({ db, cipher }, id, { kind: "key", secret: authData });
        return { success: true, message: "Authentication data set" };
      },
    ),
    route(
      {
        id: "getUserAuth",
        method: "get",
        path: "/user/{userId}/auth/{serverName}",
        tag: "user",
        summary: "Get a user's raw credentials at a server",
        scope: "secrets",
        params: userServerParams,
        answer: getUserAuthResponseSchema,
      },
      async ({ params: { userId, serverName }, account, requestId }) => {
        await requireUser(account, userId);
        const instances = await listInstancesOf(db, account, userId, serverName);
        const instance = instances.find(({ connected }) => connected);
        const authData = instance && (await readAuthData({ db, cipher }, instance.id));
        log.info({ requestId, account, instanceId: instance?.id }, "raw credentials were read");
        const isAuthenticated = authData !== undefined;
        const message = isAuthenticated ? "Authentication data found" : "No authentication data";
        return { success: isAuthenticated, userId, serverName, authData, isAuthenticated, message };
      },
    ),
    route(
      {
        id: "deleteUserAuth",
        method: "delete",
        path: "/user/{userId}/auth/{serverName}",
        tag: "user",
        summary: "Forget a user's credentials at a server",
        scope: "create",
        params: userServerParams,
        answer: statusResponseSchema,
      },
      async ({ params: { userId, serverName }, account }) => {
        await requireUser(account, userId);
        for (const { id } of await listInstancesOf(db, account, userId, serverName)) {
          await deleteCredential(db, id);
        }
        return { success: true, message: "Authentication data deleted" };
      },
    ),
  ];
}
