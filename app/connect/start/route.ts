import { startConnectQuerySchema } from "@/lib/contracts/connect";
import { windowRoute } from "@/lib/server/http/window";
import { windowRedirect } from "@/lib/server/http/window-page";
import { startConnect } from "@/lib/server/services/connect/start";

export const GET = windowRoute({
  service: startConnect,
  query: startConnectQuerySchema,
  fromOwnPage: true,
  input: (asked) => asked,
  respond: ({ redirectTo }) => windowRedirect(redirectTo),
});
