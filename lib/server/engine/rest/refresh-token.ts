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
import { readStored, refreshTokenOf } from "../store/credentials";
import { findInstance } from "../store/read-instances";
import { refusal } from "./answers";
import { type Route, route } from "./operation";
import { readUuid } from "./pydantic/uuid";

const OVER = "The provider does not let the instance in any more: its account has to be connected anew";

const SLUGS = ["onedrive", "outlook", "mscalendar", "teams"];

/**
 * `POST /oauth/<slug>/refresh_token`. Upstream's document asks for no key here; the engine does, since an instance's id
 * is no secret, and SDKs send theirs with every request.
 */
export function refreshTokenRoutes({ db, cipher, credentials }: EngineContext): Route[] {
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
        const stored = await readStored({ db, cipher }, instance.id);
        if (!stored) throw refuse("not_connected", "The instance's account is not connected");
        if (stored.refusedAt) throw refuse("invalid_grant", OVER);
        if (refreshTokenOf(stored) === undefined) {
          return {
            status: "success",
            message: "The access token does not expire: nothing was to be renewed",
          };
        }
        const renewed = await credentials.renew(instance.id, stored.version);
        if (!renewed) throw refuse("invalid_grant", OVER);
        if (renewed.version === stored.version) {
          throw refuse(
            "not_renewed",
            "The provider did not renew the access token for now. Try again later.",
          );
        }
        return { status: "success", message: "The access token was renewed" };
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
