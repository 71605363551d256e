import { PatchbayError } from "../errors";
import { readText } from "./body";
import { endpoint } from "./endpoint";

/** The part of better-auth's API that the console uses. What is not named here does not exist. */
const PATHS = new Set(["/sign-in/email", "/sign-out", "/change-password", "/get-session"]);

/** Serves `/api/auth/*` by better-auth, behind the same checks as every other route. */
export const handleAuth = endpoint({
  async act({ request, process }) {
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
    if (!PATHS.has(path)) throw new PatchbayError("not-found", "There is nothing at this address.");
    const { method, headers } = request;
    const body = request.body && (await readText(request));
    return process.auth.handler(new Request(request.url, { method, headers, body }));
  },
});
