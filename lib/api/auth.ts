import * as z from "zod/mini";
import {
  type ChangePasswordForm,
  type SetupAnswer,
  type SetupRequest,
  type SignInAnswer,
  type SignInForm,
  setupAnswerSchema,
  signInAnswerSchema,
} from "@/lib/contracts/member";
import { request } from "./request";

/** `POST /api/setup`: makes the first administrator. It does not sign in. */
export function completeSetup(body: SetupRequest): Promise<SetupAnswer> {
  return request("/api/setup", { method: "POST", body, answer: setupAnswerSchema });
}

/** `POST /api/auth/sign-in/email`: on success the session's cookie is set. */
export function signIn({ email, password }: SignInForm): Promise<SignInAnswer> {
  const body = { email, password };
  return request("/api/auth/sign-in/email", { method: "POST", body, answer: signInAnswerSchema });
}

/** `POST /api/auth/change-password`: ends every other session of the account. */
export function changePassword({ currentPassword, newPassword }: ChangePasswordForm): Promise<void> {
  return post("/api/auth/change-password", { currentPassword, newPassword });
}

/** `POST /api/auth/sign-out` */
export function signOut(): Promise<void> {
  return post("/api/auth/sign-out", {});
}

/** What these routes answer is of no use to the page. @throws RequestError */
async function post(path: string, body: unknown): Promise<void> {
  await request(path, { method: "POST", body, answer: z.unknown() });
}
