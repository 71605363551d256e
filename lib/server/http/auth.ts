import * as z from "zod/mini";
import { changePasswordFormSchema, PASSWORD_LENGTH, signInFormSchema } from "@/lib/contracts/member";
import { waitWords } from "@/lib/words/wait";
import { PatchbayError } from "../errors";
import { readJson } from "./body";
import { endpoint, parse } from "./endpoint";

/** The part of better-auth's API that the console uses. What is not named here does not exist. */
const PATHS: Record<string, z.ZodMiniType> = {
  "/sign-in/email": signInFormSchema,
  "/sign-out": z.object({}),
  "/change-password": changePasswordFormSchema,
  "/get-session": z.object({}),
};

/** Serves `/api/auth/*` by better-auth, behind the same checks as every other route, and with the same refusals. */
export const handleAuth = endpoint({
  async act({ request, process, asked }) {
    const path = new URL(request.url).pathname.replace(/^\/api\/auth/, "");
    const sent = Object.hasOwn(PATHS, path) ? PATHS[path] : undefined;
    if (!sent) throw new PatchbayError("not-found", "There is nothing at this address.");
    const { method } = request;
    const headers = new Headers(request.headers);
    headers.set("x-request-id", asked.id);
    headers.delete("content-length");
    const body = request.body && JSON.stringify(parse(sent, await readJson(request)));
    const response = await process.auth.handler(new Request(request.url, { method, headers, body }));
    if (response.ok) return response;
    throw refusalOf(response, await response.json().catch(() => undefined));
  },
});

/** better-auth's own codes, in the console's words. What an unknown one says, it says to nobody. */
function refusalOf({ status, headers }: Response, answered: unknown): Error {
  const code = typeof answered === "object" && answered && "code" in answered ? answered.code : undefined;
  if (status === 429) {
    const retryAfter = Number(headers.get("retry-after")) || 60;
    const message = `Too many attempts. Try again in ${waitWords(retryAfter)}.`;
    return new PatchbayError("rate-limited", message, { retryAfter });
  }
  if (code === "INVALID_EMAIL_OR_PASSWORD")
    return new PatchbayError("unauthenticated", "Incorrect email or password.");
  if (code === "ACCOUNT_DISABLED") {
    return new PatchbayError("unauthenticated", "Your account is disabled. Ask an administrator.");
  }
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
