import { connectWindowSchema } from "@/lib/contracts/connect";
import { linkItemParamsSchema } from "@/lib/contracts/link";
import { ATTEMPT_LIFETIME } from "@/lib/contracts/terms/connect";
import { returnCookie, setCookie } from "@/lib/server/http/cookie";
import { windowRoute } from "@/lib/server/http/window";
import { windowRedirect } from "@/lib/server/http/window-page";
import { startItem } from "@/lib/server/services/links/item";

export const GET = windowRoute({
  service: startItem,
  params: linkItemParamsSchema,
  query: connectWindowSchema,
  fromOwnPage: true,
  input: (asked) => asked,
  respond: ({ redirectTo }, { token, window }, { appUrl }) => {
    const back = {
      name: returnCookie(appUrl),
      value: token,
      // Longer than the attempt lives: who comes back late is to find the way as well.
      maxAge: (6 * ATTEMPT_LIFETIME) / 1000,
      path: "/connect",
    };
    return windowRedirect(redirectTo, window === "tab" ? setCookie(back, appUrl) : undefined);
  },
});
