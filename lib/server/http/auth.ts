import * as z from "zod/mini";
import {
  changePasswordFormSchema,
  PASSWORD_LENGTH,
  type SignInAnswer,
  signInFormSchema,
} from "@/lib/contracts/member";
import { PatchbayError, passwordsOff, tooManyAttempts } from "../errors";
import type { Runtime } from "../process/context";
import { readJson } from "./body";
import { endpoint, parse } from "./endpoint";
import { readSignedIn } from "./session";

const SIGN_IN = "/sign-in/email";

/** The part of better-auth's API that the console uses. What is not named here does not exist. */
const PATHS: Record<string, z.ZodMiniType> = {
  [SIGN_IN]: signInFormSchema,
  "/sign-out": z.object({}),
  "/change-password": changePasswordFormSchema,
  "/get-session": z.object({}),
};

/** Where nobody need be signed in, or only by half. */
const OPEN_PATHS = new Set([SIGN_IN, "/sign-out"]);

/** Serves `/api/auth/*` by better-auth, behind the same checks as every other route, and with the same refusals. */
export const handleAuth = endpoint({
  async act({ request, process, asked }) {
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
    const sent = Object.hasOwn(PATHS, path) ? PATHS[path] : undefined;
    if (!sent) throw new PatchbayError("not-found", "There is nothing at this address.");
    // better-auth knows nothing of a second factor that is due.
    if (!OPEN_PATHS.has(path) && (await readSignedIn(process, request.headers))?.lacks) {
      throw new PatchbayError("unauthenticated", "Your second factor is due. Sign in to show it.");
    }
    const { method } = request;
    const headers = new Headers(request.headers);
    headers.set("x-request-id", asked.id);
    headers.delete("content-length");
    const body = request.body && JSON.stringify(parse(sent, await readJson(request)));
    const response = await process.auth.handler(new Request(request.url, { method, headers, body }));
    if (response.ok) return path === SIGN_IN ? await answerSignIn(process, response) : response;
    throw refusalOf(response, await response.json().catch(() => undefined));
  },
});

/** The cookies that better-auth set, and what the session lacks. Its own answer repeats the session's secret. */
async function answerSignIn(process: Runtime, { headers }: Response): Promise<Response> {
  const cookie = headers.getSetCookie().map((line) => line.split(";")[0]);
  const found = await readSignedIn(process, new Headers({ cookie: cookie.join("; ") }));
  const answer: SignInAnswer = { lacks: found?.lacks ?? null };
  const kept = new Headers(headers);
  kept.delete("content-length");
  return Response.json(answer, { headers: kept });
}

/** better-auth's own codes, in the console's words. What an unknown one says, it says to nobody. */
function refusalOf({ status, headers }: Response, answered: unknown): Error {
  const code = typeof answered === "object" && answered && "code" in answered ? answered.code : undefined;
  if (status === 429) return tooManyAttempts(Number(headers.get("retry-after")) || 60);
  if (code === "INVALID_EMAIL_OR_PASSWORD")
    return new PatchbayError("unauthenticated", "Incorrect email or password.");
  if (code === "ACCOUNT_DISABLED") {
    return new PatchbayError("unauthenticated", "Your account is disabled. Ask an administrator.");
  }
  if (code === "PASSWORDS_OFF") return passwordsOff();
  if (code === "INVALID_PASSWORD") return onField("currentPassword", "This is not your current password.");
  if (code === "PASSWORD_TOO_SHORT")
    return onField("newPassword", `Use at least ${PASSWORD_LENGTH.least} characters.`);
  if (code === "PASSWORD_TOO_LONG")
    return onField("newPassword", `Use at most ${PASSWORD_LENGTH.most} characters.`);
  if (status === 401) return new PatchbayError("unauthenticated", "Your session has ended. Sign in again.");
  if (status < 500) return new PatchbayError("invalid", "The request is not complete.");
  return new Error(`better-auth answered ${status}`);
}

function onField(field: string, message: string): PatchbayError {
  return new PatchbayError("invalid", message, { fields: { [field]: [message] } });
}
