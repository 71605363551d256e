import { Hono } from "hono";
import * as z from "zod/mini";
import type { GetUserIntegrationsResponse, GetUsersResponse } from "@/lib/contracts/klavis/api";
import type { EngineContext, EngineEnv } from "../context";
import { listIntegrations, listUsers } from "../store/users";
import { refusal } from "./answers";
import { isStorableText } from "./limits";
import { parsePart } from "./validation";

const pageSchema = z.object({
  page_size: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1000)), 50),
  page_number: z._default(z.coerce.number().check(z.int(), z.gte(1)), 1),
});

/** `/user`: the users whom the account has made instances for, and what each of them has. */
export function userRoutes({ db }: EngineContext) {
  const routes = new Hono<EngineEnv>();

  routes.get("/", async (c) => {
    const page = parsePart("query", c.req.query(), pageSchema);
    const { users, totalCount } = await listUsers(db, c.var.account, {
      number: page.page_number,
      size: page.page_size,
    });
    return c.json<GetUsersResponse>({
      users: users.map(({ userId, createdAt }) => ({ userId, createdAt: createdAt.toISOString() })),
      totalCount,
      page: page.page_number,
      pageSize: page.page_size,
      totalPages: Math.ceil(totalCount / page.page_size),
    });
  });

  routes.get("/:userId/integrations", async (c) => {
    const userId = c.req.param("userId");
    const integrations = isStorableText(userId)
      ? await listIntegrations(db, c.var.account, userId)
      : undefined;
    if (!integrations) throw refusal(404, "User not found");
    return c.json<GetUserIntegrationsResponse>({
      integrations: integrations.map(({ name, isAuthenticated }) => ({
        name,
        is_authenticated: isAuthenticated,
      })),
    });
  });

  return routes;
}
