import { startConnectQuerySchema } from "@/lib/contracts/connect";
import { requireMember, windowRoute } from "@/lib/server/http/window";
import { windowRedirect } from "@/lib/server/http/window-page";
import { startConnect } from "@/lib/server/services/connect/start";

export const GET = windowRoute({
  query: startConnectQuerySchema,
  fromOwnPage: true,
  handle: async (context, query) => {
    const { redirectTo } = await startConnect({ ...context, actor: requireMember(context.actor) }, query);
    return windowRedirect(redirectTo);
  },
});
