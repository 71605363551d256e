import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashToken } from "../../cipher";
import { gatewayRequest, gatewaySession } from "../../db/schema/gateway";
import { TEST_DATABASES } from "../../db/testing";
import type { Engine } from "../engine";
import { type AnswerPart, endRequest, readParts, requestContext } from "../store/gateway-sessions";
import { createRemote, startEverything } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";

const CALL = (method: string, params: object = {}, id = 2) =>
  JSON.stringify({ jsonrpc: "2.0", id, method, params });
const INITIALIZE = CALL(
  "initialize",
  { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "hand", version: "1" } },
  1,
);

describe.each(TEST_DATABASES)("two processes on one database, on %s", (_, openDatabase) => {
  let everything: Awaited<ReturnType<typeof startEverything>>;
  let engine: TestEngine;
  let first: Engine;
  let second: Engine;
  let serverUrl: string;
  let otherUrl: string;
  beforeAll(async () => {
    everything = await startEverything("streamableHttp");
    engine = await startEngine({ allowHosts: [everything.host], shared: true, open: openDatabase });
    [first, second] = [engine.another(), engine.another()];
    [serverUrl, otherUrl] = [await remote("ada"), await remote("grace")];
  });
  afterAll(async () => {
    await engine.stop();
    await everything.stop();
  });

  async function remote(userId: string) {
    const form = { url: everything.url, registration: "none" } as const;
    const created = await createRemote(engine, "Exa", form, { userId });
    const body = { instanceId: created.instanceId, authData: { api_key: "a-key" } };
    await engine.api("/mcp-server/instance/set-auth", { method: "POST", body });
    return created.serverUrl;
  }

  const send = (to: Engine, url: string, session?: string, init: RequestInit = {}) =>
    to.fetch(
      new Request(url, {
        method: "POST",
        ...init,
        headers: {
          host: new URL(url).host,
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          "mcp-protocol-version": "2025-11-25",
          ...(session !== undefined && { "mcp-session-id": session }),
          ...init.headers,
        },
      }),
    );
  async function begin(at: Engine): Promise<string> {
    const begun = await send(at, serverUrl, undefined, { body: INITIALIZE });
    expect(await begun.text()).toContain("everything");
    const session = begun.headers.get("mcp-session-id") ?? "";
    await send(at, serverUrl, session, { body: '{"jsonrpc":"2.0","method":"notifications/initialized"}' });
    return session;
  }
  const requests = () => engine.db.select().from(gatewayRequest);

  it("answer for each other's sessions, at the address of the session's instance alone", async () => {
    const session = await begin(first);
    const listed = await send(second, serverUrl, session, { body: CALL("tools/list") });
    expect(listed.status).toBe(200);
    expect(await listed.text()).toContain("echo");
    for (const wrong of ["made-up", ""]) {
      expect((await send(second, serverUrl, wrong, { body: CALL("tools/list") })).status).toBe(404);
    }
    expect((await send(second, otherUrl, session, { body: CALL("tools/list") })).status).toBe(404);
    expect((await send(second, serverUrl, session, { method: "DELETE" })).status).toBe(200);
    await expect.poll(requests).toEqual([]);
    for (const at of [first, second]) {
      expect((await send(at, serverUrl, session, { body: CALL("tools/list") })).status).toBe(404);
    }
  });

  it("pass on what is told while a call is answered, part by part", async () => {
    const session = await begin(first);
    const body = CALL("tools/call", {
      name: "trigger-long-running-operation",
      arguments: { duration: 1, steps: 3 },
      _meta: { progressToken: "a" },
    });
    const answer = await send(second, serverUrl, session, { body });
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const parts: string[] = [];
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
      parts.push(read.value);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.join("").match(/notifications\/progress/g)).toHaveLength(3);
    expect(parts.join("")).toContain("Long running operation completed");
    await expect.poll(requests).toEqual([]);
  });

  it("answer a request whose row is damaged by an error, and the others that came with it as ever", async () => {
    const session = await begin(first);
    const [{ owner = "" } = {}] = await engine.db
      .select({ owner: gatewaySession.owner })
      .from(gatewaySession)
      .where(eq(gatewaySession.idHash, hashToken(session)));
    const noMethod = JSON.stringify({ url: serverUrl, method: "a b", headers: [], body: null });
    const ids = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const sealed = ['{"url":7}', noMethod].map((text, at) =>
      engine.cipher.encrypt(text, requestContext(ids[at + 1] ?? "")),
    );
    const shapes = ["no ciphertext", ...sealed];
    await engine.db
      .insert(gatewayRequest)
      .values(ids.map((id, index) => ({ id, owner, request: shapes[index] ?? "" })));
    const listed = await send(second, serverUrl, session, { body: CALL("tools/list") });
    expect(await listed.text()).toContain("echo");
    for (const id of ids) {
      const parts: AnswerPart[] = [];
      await expect.poll(async () => parts.push(...(await readParts(engine, id)))).toBe(3);
      expect(parts[0]).toMatchObject({ kind: "head", content: { status: 500 } });
      await endRequest(engine.db, id);
    }
  });

  it("keep neither arguments nor results in plain text, nor a session's id", async () => {
    const session = await begin(first);
    const body = CALL("tools/call", { name: "echo", arguments: { message: "a-canary-of-arguments" } });
    const answer = send(second, serverUrl, session, { body });
    const rows = [await requests(), await engine.db.select().from(gatewaySession)];
    for (const canary of ["a-canary-of-arguments", session])
      expect(JSON.stringify(rows)).not.toContain(canary);
    expect(await (await answer).text()).toContain("a-canary-of-arguments");
  });

  it("let go of a stream that nobody reads any more", async () => {
    const session = await begin(first);
    const controller = new AbortController();
    const { signal } = controller;
    const stream = await send(second, serverUrl, session, { method: "GET", signal });
    expect(stream.status).toBe(200);
    await stream.body?.cancel();
    await expect.poll(requests).toEqual([]);
  });

  it("take messages for a stream of HTTP+SSE that is open elsewhere", async () => {
    const url = serverUrl.replace(/\/mcp$/, "/sse");
    const controller = new AbortController();
    const opened = await send(first, url, undefined, { method: "GET", signal: controller.signal });
    const reader = opened.body?.pipeThrough(new TextDecoderStream()).getReader();
    const endpoint = new URL(/data: (.+)/.exec((await reader?.read())?.value ?? "")?.[1] ?? "", url).href;
    const accepted = await send(second, endpoint, undefined, { body: INITIALIZE });
    expect([accepted.status, await accepted.text()]).toEqual([202, "Accepted"]);
    expect((await reader?.read())?.value).toContain("everything");
    controller.abort();
  });

  it("end the sessions of a process that died, whether or not it had taken the request", async () => {
    const session = await begin(first);
    // As if its owner had been killed: nobody with this name looks any more.
    await engine.db.update(gatewaySession).set({ owner: "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11" });
    expect((await send(second, serverUrl, session, { body: CALL("tools/list") })).status).toBe(404);
    expect(await requests()).toEqual([]);
    const silent = await begin(first);
    await engine.db.update(gatewaySession).set({ seenAt: sql`now() - interval '1 minute'` });
    expect((await send(second, serverUrl, silent, { body: CALL("tools/list") })).status).toBe(404);
  }, 20_000);
});
