import { connectReturnQuerySchema } from "@/lib/contracts/connect";
import { createPath, instancePath, linkPath, PATHS } from "@/lib/paths";
import { RETURN_COOKIE, tokenCookie } from "@/lib/server/http/cookie";
import { windowRoute } from "@/lib/server/http/window";
import { windowPage, windowRedirect } from "@/lib/server/http/window-page";
import { takeReturn } from "@/lib/server/services/connect/return";
import { visitorHolder } from "@/lib/server/services/links/visitor";

export const GET = windowRoute({
  query: connectReturnQuerySchema,
  fromOwnPage: false,
  // Behind a return that is late or was taken before lies the provider, and in the same tab nothing else.
  back: ({ actor, visitor }, { headers }) => {
    const link = !actor && tokenCookie(headers, RETURN_COOKIE);
    if (link) return { href: linkPath(link), label: "Back to your accounts" };
    // A visitor whose link is not known has nothing to do in the console.
    return visitor && !actor ? undefined : { href: PATHS.overview, label: "Go to the console" };
  },
  handle: async (context, { state }, _params, request) => {
    const { actor, visitor } = context;
    const holders = [...(actor ? [actor] : []), ...(visitor ? [visitorHolder(visitor)] : [])];
    const { instanceId, holder, window, page, connected } = await takeReturn(context, { state, holders });
    if (window === "tab") {
      const link = holder !== actor && tokenCookie(request.headers, RETURN_COOKIE);
      const back = page === "create" ? createPath({ instance: instanceId }) : instancePath(instanceId);
      return windowRedirect(link ? linkPath(link) : back);
    }
    return connected
      ? windowPage({ title: "Connected", text: "You can close this window.", outcome: "connected" })
      : windowPage({
          title: "Not connected yet",
          text: "The provider came back without connecting the account. The page you came from says what to do next.",
        });
  },
});
