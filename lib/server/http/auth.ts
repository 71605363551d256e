import { PatchbayError } from "../errors";
import { runtime } from "../process/runtime";
import { readText } from "./body";
import { requireSameOrigin } from "./origin";
import { problemResponse } from "./problem";
import { requestIdOf } from "./session";

/** The part of better-auth's API that the console uses. What is not named here does not exist. */
const PATHS = new Set(["/sign-in/email", "/sign-out", "/change-password", "/get-session"]);

/** Serves `/api/auth/*` by better-auth, behind the same checks as every other route. */
export async function handleAuth(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const { auth, env, log } = await runtime();
  try {
    requireSameOrigin(request, env.appUrl);
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
    if (!PATHS.has(path)) throw new PatchbayError("not-found", "There is nothing at this address.");
    const { method, headers } = request;
    const body = request.body && (await readText(request));
    const response = await auth.handler(new Request(request.url, { method, headers, body }));
    response.headers.set("x-request-id", requestId);
    response.headers.set("cache-control", "no-store");
    return response;
  } catch (error) {
    return problemResponse(error, request.method, requestId, log);
  }
}
