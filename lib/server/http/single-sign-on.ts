import { beginSingleSignOnQuerySchema } from "@/lib/contracts/sign-in";
import type { SignInProblem } from "@/lib/contracts/terms/session";
import { signInProblemPath } from "@/lib/paths";
import { cookiePrefix } from "../auth/cookie-prefix";
import { PatchbayError } from "../errors";
import { beginSingleSignOn } from "../services/single-sign-on/begin";
import { completeSingleSignOn } from "../services/single-sign-on/complete";
import { endByProvider } from "../services/single-sign-on/end";
import { FLOW_SECONDS } from "../services/single-sign-on/flow";
import { readText } from "./body";
import { cookieValue, setCookie } from "./cookie";
import { admit, type Exchange, endpoint, parse, queryOf } from "./endpoint";
import { requireOwnHost } from "./origin";
import { problemResponse } from "./problem";

/** Leaves for the provider, and comes back from it: people are led on, and told on the sign-in page what went wrong. */
export const beginRoute = endpoint({
  guard: requireOwnHost,
  async act(exchange) {
    const { next } = parse(beginSingleSignOnQuerySchema, queryOf(exchange.request));
    const begun = await beginSingleSignOn(await admit(exchange, beginSingleSignOn), { next });
    if ("problem" in begun) return backToSignIn(exchange, begun.problem, next);
    return redirect(begun.redirectTo, [keepFlow(exchange, begun.flow)]);
  },
  refuse,
});

export const completeRoute = endpoint({
  guard: requireOwnHost,
  async act(exchange) {
    const { process, request, asked } = exchange;
    const completed = await completeSingleSignOn(await admit(exchange, completeSingleSignOn), {
      parameters: new URL(request.url).searchParams,
      flow: cookieValue(request.headers, flowCookie(exchange)),
    });
    if ("problem" in completed) return backToSignIn(exchange, completed.problem, completed.next);
    const { userId, providerSession, next } = completed;
    const headers = new Headers(request.headers);
    headers.set("x-request-id", asked.id);
    const begun = await process.auth.api.beginSession({
      body: { userId, method: "single-sign-on", ...(providerSession && { providerSession }) },
      headers,
      returnHeaders: true,
    });
    return redirect(process.env.appUrl + next, [...begun.headers.getSetCookie(), keepFlow(exchange, "")]);
  },
  refuse,
});

/** Called by the provider, not by a browser: it brings no origin and no cookie (OpenID Connect Back-Channel Logout 1.0). */
export const logoutRoute = endpoint({
  guard: requireOwnHost,
  async act(exchange) {
    const form = new URLSearchParams(await readText(exchange.request));
    const logoutToken = form.get("logout_token");
    if (!logoutToken) throw new PatchbayError("invalid", "A logout_token is missing.");
    await endByProvider(await admit(exchange, endByProvider), { logoutToken });
    return new Response(null, { status: 200 });
  },
  refuse(error, { asked }) {
    // What proves nothing is answered with 400 (section 2.8).
    if (error.code !== "invalid") return problemResponse(error, asked.id);
    return Response.json({ error: "invalid_request", error_description: error.message }, { status: 400 });
  },
});

function refuse(error: PatchbayError, exchange: Exchange): Response {
  if (error.code === "foreign-origin") return problemResponse(error, exchange.asked.id);
  return backToSignIn(exchange, "provider");
}

function backToSignIn(exchange: Exchange, problem: SignInProblem, next?: string): Response {
  return redirect(exchange.process.env.appUrl + signInProblemPath(problem, next), [keepFlow(exchange, "")]);
}

function redirect(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location, "referrer-policy": "no-referrer" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 302, headers });
}

function flowCookie({ process }: Exchange): string {
  return `${cookiePrefix(process.env.appUrl)}-single-sign-on`;
}

/** Kept by the browser until it comes back; nothing, to forget it. */
function keepFlow(exchange: Exchange, value: string): string {
  const maxAge = value ? FLOW_SECONDS : 0;
  const path = "/api/sign-in";
  return setCookie({ name: flowCookie(exchange), value, maxAge, path }, exchange.process.env.appUrl);
}
