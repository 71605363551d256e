import * as z from "zod/mini";
import {
  createWhiteLabelingRequestSchema,
  whiteLabelingResponseSchema,
} from "@/lib/contracts/klavis/white-label";
import { isStorable } from "@/lib/contracts/text";
import type { EngineContext } from "../context";
import { findWhiteLabel, storeWhiteLabel } from "../store/white-labels";
import { refusal } from "./answers";
import { storableWhiteLabelSchema } from "./limits";
import { type Route, route } from "./operation";

/** `/white-labeling`: OAuth apps of one's own. What people consent to then goes by their names. */
export function whiteLabelRoutes({ db, cipher }: EngineContext): Route[] {
  return [
    route(
      {
        id: "createWhiteLabeling",
        method: "post",
        path: "/white-labeling/create",
        tag: "white-labeling",
        summary: "Keep an OAuth app of one's own, in place of one of the same client id",
        scope: "admin",
        body: storableWhiteLabelSchema,
        contract: createWhiteLabelingRequestSchema,
        answer: whiteLabelingResponseSchema,
        secret: true,
      },
      async ({ body, account }) => {
        const app = {
          clientId: body.client_id,
          clientSecret: body.client_secret,
          serverName: body.server_name,
          callbackUrl: body.callback_url ?? null,
          accountId: body.account_id ?? null,
        };
        await storeWhiteLabel({ db, cipher }, account, app);
        return { success: true, data: shown(app), message: "White labeling information saved" };
      },
    ),
    route(
      {
        id: "getWhiteLabelingByClientId",
        method: "get",
        path: "/white-labeling/get/{client_id}",
        tag: "white-labeling",
        summary: "Get an OAuth app of one's own, without its secret",
        scope: "read",
        params: z.object({ client_id: z.string() }),
        answer: whiteLabelingResponseSchema,
      },
      async ({ params: { client_id: clientId }, account }) => {
        const app = isStorable(clientId) ? await findWhiteLabel({ db }, account, clientId) : undefined;
        if (!app) throw refusal(404, "White labeling not found");
        return { success: true, data: shown(app), message: null };
      },
    ),
  ];
}

type Shown = { clientId: string; serverName: string; callbackUrl: string | null; accountId: string | null };

function shown({ clientId, serverName, callbackUrl, accountId }: Shown) {
  return { client_id: clientId, server_name: serverName, callback_url: callbackUrl, account_id: accountId };
}
