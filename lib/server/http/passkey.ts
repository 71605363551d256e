import type { SignInAnswer } from "@/lib/contracts/member";
import { passkeySignInRequestSchema } from "@/lib/contracts/passkey";
import { completePasskeySignIn } from "../services/passkeys/sign-in";
import { readJson } from "./body";
import { admit, endpoint, parse } from "./endpoint";

/** Signs in with a passkey: answers as signing in by a password does, with the session's cookie. */
export const passkeyRoute = endpoint({
  async act(exchange) {
    const { process, request, asked } = exchange;
    const sent = parse(passkeySignInRequestSchema, await readJson(request));
    const { userId } = await completePasskeySignIn(await admit(exchange, completePasskeySignIn), sent);
    const headers = new Headers(request.headers);
    headers.set("x-request-id", asked.id);
    const body = { userId, method: "passkey" } as const;
    const begun = await process.auth.api.beginSession({ body, headers, returnHeaders: true });
    // What shows who somebody is as a passkey does needs no second factor.
    const response = Response.json({ lacks: null } satisfies SignInAnswer);
    for (const cookie of begun.headers.getSetCookie()) response.headers.append("set-cookie", cookie);
    return response;
  },
});
