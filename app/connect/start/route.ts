import { startConnectQuerySchema } from "@/lib/contracts/connect";
import { windowRedirect, windowRoute } from "@/lib/server/http/window";
import { startConnect } from "@/lib/server/services/connect/start";

export const GET = windowRoute({
  query: startConnectQuerySchema,
  fromOwnPage: true,
  handle: async (context, query) => windowRedirect((await startConnect(context, query)).redirectTo),
});
