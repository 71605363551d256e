import { problemType } from "@/lib/contracts/terms/problem";
import { RequestError } from "./request-error";

/**
 * The fetchers of a subject, with the schemas of their answers: they come with the first request and not with the page,
 * whose own answers are in it already. Where they cannot be had, nothing was sent.
 * @throws RequestError from the promise
 */
export function fetchers<Module>(load: () => Promise<Module>): () => Promise<Module> {
  return () => load().catch((cause) => Promise.reject(notSent(cause)));
}

function notSent(cause: unknown): RequestError {
  const offline = globalThis.navigator?.onLine === false;
  const error = new RequestError({
    type: problemType("internal"),
    title: "The console cannot be reached",
    status: 0,
    detail: offline
      ? "You are offline. Nothing was done."
      : "Nothing was done. The connection may be down, or this page is from before an update: then reload it.",
    effect: "nothing-changed",
    requestId: "",
  });
  error.cause = cause;
  return error;
}
