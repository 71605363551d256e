import {
  type ChangePasswordForm,
  type SetupAnswer,
  type SetupRequest,
  type SignInForm,
  setupAnswerSchema,
} from "@/lib/contracts/member";
import { type Problem, type ProblemCode, problemSchema, problemType } from "@/lib/contracts/problem";
import { waitWords } from "@/lib/words/wait";
import { RequestError, request } from "./request";

/** `POST /api/setup`: makes the first administrator. It does not sign in. */
export function completeSetup(body: SetupRequest): Promise<SetupAnswer> {
  return request("/api/setup", { method: "POST", body, answer: setupAnswerSchema });
}

/** `POST /api/auth/sign-in/email`: on success the session's cookie is set. */
export function signIn({ email, password }: SignInForm): Promise<void> {
  return post("/api/auth/sign-in/email", { email, password });
}

/** `POST /api/auth/change-password`: ends every other session of the account. */
export function changePassword({ currentPassword, newPassword }: ChangePasswordForm): Promise<void> {
  return post("/api/auth/change-password", { currentPassword, newPassword });
}

/** `POST /api/auth/sign-out` */
export function signOut(): Promise<void> {
  return post("/api/auth/sign-out", {});
}

/**
 * better-auth's routes answer errors in a shape of their own, `{ code, message }`; here they become the console's.
 * @throws RequestError
 */
async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (!response) {
    throw new RequestError(
      told(
        "internal",
        0,
        "The console cannot be reached",
        "Check your connection, and that Patchbay is running.",
      ),
    );
  }
  if (response.ok) return;
  const received: unknown = await response.json().catch(() => undefined);
  const problem = problemSchema.safeParse(received);
  throw new RequestError(problem.success ? problem.data : refusal(response, received));
}

function refusal(response: Response, received: unknown): Problem {
  const { status, headers } = response;
  const requestId = headers.get("x-request-id") ?? "";
  const code =
    typeof received === "object" && received !== null && "code" in received ? received.code : undefined;
  if (status === 429) {
    const retryAfter = Number(headers.get("x-retry-after") ?? headers.get("retry-after")) || 60;
    const detail = `Too many attempts. Try again in ${waitWords(retryAfter)}.`;
    return { ...told("rate-limited", status, "Too many attempts", detail, requestId), retryAfter };
  }
  if (code === "INVALID_EMAIL_OR_PASSWORD") {
    return told("unauthenticated", status, "Not signed in", "Incorrect email or password.", requestId);
  }
  if (code === "INVALID_PASSWORD") {
    const detail = "This is not your current password.";
    return {
      ...told("invalid", status, "The password was not changed", detail, requestId),
      fields: { currentPassword: [detail] },
    };
  }
  if (status === 401) {
    return told(
      "unauthenticated",
      status,
      "Sign in first",
      "Your session has ended. Sign in again.",
      requestId,
    );
  }
  return told(
    "internal",
    status,
    "Something went wrong here",
    "Try again. The console's log says more.",
    requestId,
  );
}

function told(code: ProblemCode, status: number, title: string, detail: string, requestId = ""): Problem {
  return { type: problemType(code), title, status, detail, requestId };
}
