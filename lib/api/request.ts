import type * as z from "zod/mini";
import { setServerTime } from "@/lib/clock";
import { type Problem, problemSchema } from "@/lib/contracts/problem";
import { problemType } from "@/lib/contracts/terms/problem";
import { RequestError } from "./request-error";
import { tellSessionEnded } from "./session-ended";

type Sent = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  signal?: AbortSignal | undefined;
};
type Options<Answer extends z.ZodMiniType> = Sent & { answer: Answer };

/**
 * Calls one of the console's own routes and parses what comes back.
 * @throws RequestError; an abort by the caller's signal is passed on as it is
 */
export async function request<Answer extends z.ZodMiniType>(
  path: string,
  { answer, ...sent }: Options<Answer>,
): Promise<z.output<Answer>> {
  const { method = "GET", signal } = sent;
  const response = await send(path, sent);
  const received: unknown = await response.json().catch((error) => {
    if (signal?.aborted) throw error;
  });
  if (response.ok) {
    const parsed = answer.safeParse(received);
    if (parsed.success) return parsed.data;
  }
  const problem = problemSchema.safeParse(received);
  throw refusal(path, method, problem.success ? problem.data : unreadable(response, method));
}

/** Where somebody signs in: what is refused there is no session that has ended. */
const SIGN_IN = /^\/api\/(auth\/sign-in|sign-in\/passkey)(\/|$)/;

/** An error to throw. Whoever shows the page is told too where it is that the session has ended. */
function refusal(path: string, method: string, problem: Problem): RequestError {
  const error = new RequestError(problem);
  if (error.code === "unauthenticated" && !SIGN_IN.test(path)) {
    tellSessionEnded({ changes: method !== "GET" });
  }
  return error;
}

/** Calls one of the console's own routes for a file. @throws RequestError */
export async function requestFile(path: string, sent: Sent): Promise<File> {
  const response = await send(path, sent);
  if (!response.ok) {
    const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
    throw refusal(path, sent.method ?? "GET", problem.success ? problem.data : unreadable(response, "GET"));
  }
  const [, name = "download"] =
    /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  const content = await response.blob().catch(() => {
    // A file that broke off is no file.
    throw new RequestError(unreachable("GET"));
  });
  return new File([content], name, { type: content.type });
}

/** @throws RequestError where no answer came; an abort by the caller's signal is passed on as it is */
async function send(path: string, { method = "GET", body, signal }: Sent): Promise<Response> {
  const init: RequestInit = { method, headers: { accept: "application/json" }, cache: "no-store" };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.headers = { ...init.headers, "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  const offline = globalThis.navigator?.onLine === false;
  const response = await fetch(path, init).catch((error) => {
    if (signal?.aborted) throw error;
    throw new RequestError(unreachable(method, offline));
  });
  setServerTime(Date.parse(response.headers.get("date") ?? ""));
  return response;
}

/** @param offline where the browser knew of no network when it was to send, so that it sent nothing */
function unreachable(method: string, offline = false): Problem {
  const reads = method === "GET";
  const change = offline
    ? "You are offline. Nothing was done."
    : "The connection broke before an answer came.";
  return {
    type: problemType("internal"),
    title: "The console cannot be reached",
    status: 0,
    detail: reads ? "Check your connection, and that Patchbay is running." : change,
    effect: reads || offline ? "nothing-changed" : "maybe-changed",
    requestId: "",
  };
}

function unreadable(response: Response, method: string): Problem {
  return {
    type: problemType("internal"),
    title: "The console's answer could not be read",
    status: response.status,
    detail: "Reload the page: it may be older than the console that answers it.",
    ...(method !== "GET" && { effect: "maybe-changed" as const }),
    requestId: response.headers.get("x-request-id") ?? "",
  };
}
