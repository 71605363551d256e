import { connectReturnQuerySchema } from "@/lib/contracts/connect";
import { windowPage, windowRedirect, windowRoute } from "@/lib/server/http/window";
import { takeReturn } from "@/lib/server/services/connect/return";

export const GET = windowRoute({
  query: connectReturnQuerySchema,
  fromOwnPage: false,
  handle: async (context, query) => {
    const { instanceId, window, connected } = await takeReturn(context, query);
    if (window === "tab") return windowRedirect(`/instances/new?instance=${instanceId}`);
    return connected
      ? windowPage({ title: "Connected", text: "You can close this window.", outcome: "connected" })
      : windowPage({
          title: "Not connected yet",
          text: "The provider came back without connecting the account. The console says what to do next.",
        });
  },
});
