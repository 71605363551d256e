import { describeConsole } from "@/lib/server/http/describe";
import { endpoint } from "@/lib/server/http/endpoint";
import { ROUTES } from "./routes";

/** The console's own API, described. It tells nothing of this installation but its address. */
export const GET = endpoint({
  async act({ process }) {
    return Response.json(describeConsole(ROUTES, process.env.appUrl));
  },
});
