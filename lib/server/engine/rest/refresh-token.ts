import { HTTPException } from "hono/http-exception";
import * as z from "zod/mini";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import {
  type RefreshTokenError,
  refreshTokenErrorSchema,
  refreshTokenQuerySchema,
  refreshTokenResponseSchema,
} from "@/lib/contracts/klavis/refresh-token";
import type { EngineContext } from "../context";
import { findInstance } from "../store/instances";
import { refusal } from "./answers";
import { readAuthData } from "./auth-data";
import { type Route, route } from "./operation";
import { readUuid } from "./pydantic/uuid";

const SLUGS = ["onedrive", "outlook", "mscalendar", "teams"];

/**
 * `POST /oauth/<slug>/refresh_token`. Upstream's document asks for no key here; the engine does, since an instance's id
 * is no secret, and SDKs send theirs with every request.
 */
export function refreshTokenRoutes({ db, cipher }: EngineContext): Route[] {
  const ofMicrosoft = SLUGS.map((slug) =>
    route(
      {
        id: `refresh_token_oauth_${slug}_refresh_token_post`,
        method: "post",
        path: `/oauth/${slug}/refresh_token`,
        tag: "oauth",
        summary: `Renew the access token of an instance (${slug})`,
        scope: "create",
        query: refreshTokenQuerySchema,
        answer: refreshTokenResponseSchema,
        refusals: { 400: refreshTokenErrorSchema },
      },
      async ({ query, account }) => {
        const id = readUuid(query.instance_id);
        const instance = "value" in id ? await findInstance(db, account, id.value) : undefined;
        if (!instance || catalogueEntry(instance.serverName).oauthSlug !== slug) {
          throw refuse("invalid_instance", "There is no such instance of this service");
        }
        const tokens = await readAuthData({ db, cipher }, instance.id);
        if (!tokens) throw refuse("not_connected", "The instance's account is not connected");
        if ("refresh_token" in tokens) {
          const message = "The engine renews this token by itself when a tool is called";
          return { status: "success", message };
        }
        return { status: "success", message: "The access token does not expire: nothing was to be renewed" };
      },
    ),
  );
  return [
    ...ofMicrosoft,
    route(
      {
        id: "refresh_notion_mcp_oauth_token",
        method: "post",
        path: "/oauth/notion-mcp/refresh_token",
        tag: "oauth",
        summary: "Renew the access token of a sandbox, of which this engine has none",
        scope: "create",
        query: z.object({ sandbox_id: z.string(), proxy: z.optional(z.string()) }),
        answer: z.unknown(),
      },
      () => {
        throw refusal(404, "Sandbox not found");
      },
    ),
  ];
}

/** A refusal in the form that these operations have for it, with the `detail` that all others have. */
function refuse(error: string, message: string): HTTPException {
  const body: RefreshTokenError & { detail: string } = { error, message, detail: message };
  return new HTTPException(400, { message, res: Response.json(body, { status: 400 }) });
}
