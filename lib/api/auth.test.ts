import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { problemCode } from "@/lib/contracts/terms/problem";
import { changePassword, signIn, signOut } from "./auth";
import { RequestError } from "./request-error";

const form = { email: "ana@example.com", password: "correct horse battery" };
let server: Server | undefined;

/** Serves the console's own paths from a real server, as a page's origin does for its relative addresses. */
async function serve(listener: RequestListener): Promise<void> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((ready) => started.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) => real(new URL(path, origin), init));
}

function answer(status: number, body: unknown, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RequestError)) throw new Error("not refused as expected", { cause: error });
  return { ...error.problem, code: problemCode(error.problem.type) };
}

afterEach(() => {
  vi.unstubAllGlobals();
  server?.close();
});

describe("the fetchers of better-auth's routes", () => {
  it("passes the console's own problems on", async () => {
    const sent = {
      type: "urn:patchbay:problem:foreign-origin",
      title: "The request came from elsewhere",
      status: 403,
      detail: "Only this console's own pages may ask for that.",
      requestId: "5b0c",
    };
    await serve(answer(403, sent));
    expect(await problemOf(signOut())).toEqual({ ...sent, code: "foreign-origin" });
  });

  it("repeats nothing that an unknown failure says", async () => {
    await serve(answer(500, { message: "relation user does not exist" }));
    const problem = await problemOf(signIn(form));
    expect(problem.code).toBe("internal");
    expect(JSON.stringify(problem)).not.toContain("relation");
  });

  it("says so where the console cannot be reached", async () => {
    await serve((request) => request.socket.destroy());
    expect(await problemOf(signIn(form))).toMatchObject({ code: "internal", status: 0 });
  });

  it("sends what the route takes, and ends the other sessions with a change of password", async () => {
    const bodies: unknown[] = [];
    await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      bodies.push([request.method, request.url, JSON.parse(Buffer.concat(chunks).toString())]);
      response.end(JSON.stringify({ lacks: null }));
    });
    await signIn(form);
    await changePassword({ currentPassword: "old", newPassword: "new" });
    await signOut();
    expect(bodies).toEqual([
      ["POST", "/api/auth/sign-in/email", form],
      ["POST", "/api/auth/change-password", { currentPassword: "old", newPassword: "new" }],
      ["POST", "/api/auth/sign-out", {}],
    ]);
  });
});
