import { ATTEMPT_LIFETIME, connectWindowSchema } from "@/lib/contracts/connect";
import { linkItemParamsSchema } from "@/lib/contracts/link";
import { RETURN_COOKIE, setCookie } from "@/lib/server/http/cookie";
import { windowRoute } from "@/lib/server/http/window";
import { windowRedirect } from "@/lib/server/http/window-page";
import { startItem } from "@/lib/server/services/links/item";

export const GET = windowRoute({
  params: linkItemParamsSchema,
  query: connectWindowSchema,
  fromOwnPage: true,
  handle: async (context, query, params) => {
    const { redirectTo } = await startItem(context, { ...params, ...query });
    const back = {
      name: RETURN_COOKIE,
      value: params.token,
      // Longer than the attempt lives: who comes back late is to find the way as well.
      maxAge: (6 * ATTEMPT_LIFETIME) / 1000,
      path: "/connect",
    };
    return windowRedirect(redirectTo, query.window === "tab" ? setCookie(back, context.appUrl) : undefined);
  },
});
