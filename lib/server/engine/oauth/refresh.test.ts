import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { engineCredential } from "../../db/schema/engine-credential";
import { TEST_DATABASES } from "../../db/testing";
import { createLogger } from "../../process/log";
import { readStored } from "../store/credentials";
import { callTool, freePort } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";
import { createCredentials } from "./refresh";
import { connectRemote, createBrowser, isAuthenticated, ledgerOf, makeDue, tokensOf } from "./testing";
import { json, type ProtectedServer, startProtectedServer } from "./testing-provider";

const failing = () => Promise.reject(new Error("it was to ask nobody"));
const soon = () => new Date(Date.now() + 30_000);

describe.each(TEST_DATABASES)("an account's tokens, on %s", (_, open) => {
  let vendor: ProtectedServer;
  let engine: TestEngine;
  beforeAll(async () => {
    const port = await freePort();
    vendor = await startProtectedServer({ port });
    engine = await startEngine({ allowHosts: [`127.0.0.1:${port}`], providerTimeout: 3_000, open });
  });
  afterEach(() => {
    vendor.overrides.clear();
    vendor.refused.clear();
    vendor.asked.splice(0);
  });
  afterAll(async () => {
    vendor.stop();
    await engine.stop();
  });

  /** What one more process renews with. */
  const reach = () => ({
    ...{ db: engine.db, cipher: engine.cipher, log: createLogger("silent"), providerTimeout: 3_000 },
    ...{ fetch: failing, ownApp: async () => undefined },
  });

  it("are renewed once, however many calls in two processes find them over", async () => {
    const { instanceId, serverUrl } = await connectRemote(engine, vendor);
    const before = await tokensOf(engine, instanceId);
    await makeDue(engine, instanceId);
    const elsewhere = engine.another();
    const body = JSON.stringify({ serverUrl, toolName: "who", toolArgs: {} });
    const headers = { authorization: `Bearer ${engine.apiKey}`, "content-type": "application/json" };
    const callElsewhere = async () => {
      const request = new Request(`${engine.appUrl}/engine/mcp-server/call-tool`, {
        method: "POST",
        headers,
        body,
      });
      return (await elsewhere.fetch(request)).json();
    };
    const calls = Array.from({ length: 50 }, (_, index) =>
      index % 2 ? callTool(engine, serverUrl, "who") : callElsewhere(),
    );
    for (const called of await Promise.all(calls)) expect(called).toMatchObject({ success: true });
    expect(vendor.tokenRequests()).toBe(1);
    const after = await tokensOf(engine, instanceId);
    expect(after.refresh_token).not.toBe(before.refresh_token);
    const ledger = await ledgerOf(engine, instanceId);
    expect(ledger).toMatchObject([
      { outcome: "rotated", reason: null, process: expect.stringContaining(":") },
    ]);
    expect(JSON.stringify(ledger)).not.toContain(before.refresh_token);
  });

  it.each([
    ["is broken", 503, { error: "invalid_grant" }],
    ["is busy", 429, { error: "invalid_grant" }],
    ["makes no sense", 200, []],
    ["does not know the client", 401, { error: "invalid_client" }],
  ])("stay where a provider %s, and are good until their end", async (_, status, answer) => {
    const { instanceId, serverUrl } = await connectRemote(engine, vendor);
    const before = await tokensOf(engine, instanceId);
    vendor.overrides.set("/token", (_request, response) => json(response, answer, status));
    await makeDue(engine, instanceId, soon());
    expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
    await makeDue(engine, instanceId);
    const called = await callTool(engine, serverUrl, "who");
    expect(JSON.stringify(called)).toMatch(/could not be renewed for now/);
    expect(await tokensOf(engine, instanceId)).toEqual(before);
    expect(await isAuthenticated(engine, instanceId)).toBe(true);
    expect(await ledgerOf(engine, instanceId)).toMatchObject([{ outcome: "kept" }, { outcome: "kept" }]);
    vendor.overrides.clear();
    await makeDue(engine, instanceId);
    expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
  });

  it("are renewed though a lease of before the clock was put back lies in the future", async () => {
    const { instanceId, serverUrl } = await connectRemote(engine, vendor);
    await makeDue(engine, instanceId);
    await engine.db
      .update(engineCredential)
      .set({ leaseOwner: randomUUID(), leaseUntil: new Date(Date.now() + 3_600_000) })
      .where(eq(engineCredential.instanceId, instanceId));
    expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
    expect(await ledgerOf(engine, instanceId)).toMatchObject([{ outcome: "rotated" }]);
  });

  it("are over where the grant is, which is said everywhere and asked for no more", async () => {
    const { instanceId, serverUrl, oauthUrl } = await connectRemote(engine, vendor);
    let asked = 0;
    vendor.overrides.set("/token", (_request, response) => {
      asked += 1;
      json(response, { error: "invalid_grant" }, 400);
    });
    await makeDue(engine, instanceId);
    for (const _ of [1, 2, 3]) {
      const called = await callTool(engine, serverUrl, "who");
      expect(JSON.stringify(called)).toMatch(/Connect|does not let/);
    }
    expect(asked).toBe(1);
    expect(await isAuthenticated(engine, instanceId)).toBe(false);
    expect(await ledgerOf(engine, instanceId)).toMatchObject([{ outcome: "refused", tokenAfter: null }]);
    vendor.overrides.clear();
    await createBrowser(engine).visit(oauthUrl);
    expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
  });

  it("are renewed where the server refuses them before their end, and are over where that does not help", async () => {
    const { instanceId, serverUrl } = await connectRemote(engine, vendor);
    vendor.refused.add((await tokensOf(engine, instanceId)).access_token);
    expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
    expect(await ledgerOf(engine, instanceId)).toMatchObject([{ outcome: "rotated" }]);
    vendor.overrides.set("/mcp", (_request, response) => response.writeHead(401).end());
    await callTool(engine, serverUrl, "who");
    expect(await isAuthenticated(engine, instanceId)).toBe(false);
  });

  it("are kept where the server refuses them and the provider cannot be asked for others", async () => {
    const { instanceId, serverUrl } = await connectRemote(engine, vendor);
    const { access_token } = await tokensOf(engine, instanceId);
    vendor.refused.add(access_token);
    vendor.overrides.set("/token", (_request, response) => json(response, {}, 503));
    const called = await callTool(engine, serverUrl, "who");
    expect(JSON.stringify(called)).toMatch(/could not be renewed for now/);
    expect(await isAuthenticated(engine, instanceId)).toBe(true);
    vendor.overrides.clear();
    expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
  });

  it("are used while they are good, and somebody else renews them", async () => {
    const { instanceId, serverUrl } = await connectRemote(engine, vendor);
    await makeDue(engine, instanceId, soon());
    const asked: ServerResponse[] = [];
    vendor.overrides.set("/token", (_request, response) => asked.push(response));
    let renewed = false;
    const renewing = callTool(engine, serverUrl, "who").finally(() => {
      renewed = true;
    });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    // Here, and in another process: the provider has not answered yet.
    expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
    expect((await createCredentials(reach()).current(instanceId))?.state).toBe("good");
    expect(asked).toHaveLength(1);
    expect(renewed).toBe(false);
    for (const response of asked) json(response, {}, 503);
    expect(await renewing).toMatchObject({ success: true });
  });

  it("are revoked at the provider when they are forgotten here", async () => {
    const { instanceId } = await connectRemote(engine, vendor);
    const { access_token, refresh_token } = await tokensOf(engine, instanceId);
    const path = `/mcp-server/instance/${instanceId}/auth`;
    const answer = await (await engine.api(path, { method: "DELETE" })).json();
    expect(answer).toMatchObject({
      success: true,
      message: expect.stringContaining("revoked at the provider"),
    });
    expect(await vendor.provider.RefreshToken.find(refresh_token ?? "")).toBeUndefined();
    expect(await vendor.provider.AccessToken.find(access_token)).toBeUndefined();
    expect(await isAuthenticated(engine, instanceId)).toBe(false);
  });

  it("are forgotten in time where the provider says nothing, which is told", async () => {
    const { instanceId } = await connectRemote(engine, vendor);
    vendor.overrides.set("/token/revocation", () => undefined);
    const path = `/mcp-server/instance/${instanceId}/auth`;
    const answer = await (await engine.api(path, { method: "DELETE" })).json();
    expect(answer.message).toMatch(/did not confirm/);
    expect(await readStored(engine, instanceId)).toBeUndefined();
  });
});
