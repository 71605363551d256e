import { environmentManager, QueryClient } from "@tanstack/react-query";
import { RequestError } from "@/lib/api/request-error";

/** In milliseconds. */
const FRESH_FOR = 30_000;
const RETRIES = 2;

/** One for each visit in the browser, one for each request on the server. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_FOR,
        // A page does not wait for what failed: the browser asks again.
        retry: (failures, error) => !environmentManager.isServer() && failures < RETRIES && mayPass(error),
        // Without a connection, a request fails and says so. The library would hold it back without a word, and send
        // a change long after the person has given it up.
        networkMode: "always",
        refetchOnReconnect: true,
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** What the server refused it will refuse again; what broke on the way may work the next time. */
function mayPass(error: Error): boolean {
  return !(error instanceof RequestError) || error.problem.status === 0 || error.problem.status >= 500;
}
