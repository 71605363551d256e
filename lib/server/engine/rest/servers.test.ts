import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getServersResponseSchema } from "@/lib/contracts/klavis/instances";
import { serverNameSchema } from "@/lib/contracts/server-name";
import { callTool, startEverything } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";

const NAME = serverNameSchema.parse("Acme Desk");
const create = (engine: TestEngine, body: object) =>
  engine.api("/mcp-server/instance/create", { method: "POST", body });

describe("a server that the organisation added, by the API", () => {
  let everything: Awaited<ReturnType<typeof startEverything>>;
  let engine: TestEngine;
  beforeAll(async () => {
    everything = await startEverything("streamableHttp");
    engine = await startEngine({ allowHosts: [everything.host] });
  });
  afterAll(async () => {
    await engine.stop();
    await everything.stop();
  });

  it("is unknown before, in the words that the contract has for it", async () => {
    const refused = await create(engine, { serverName: NAME, userId: "" });
    expect(refused.status).toBe(422);
    const { detail } = await refused.json();
    expect(detail.map(({ loc, type }: { loc: string[]; type: string }) => [loc.at(-1), type])).toEqual([
      ["serverName", "enum"],
      ["userId", "string_too_short"],
    ]);
  });

  it("stands beside the 96, is created in any spelling, and its own server answers", async () => {
    const form = { category: "Support", url: everything.url, registration: "none" } as const;
    await engine.targets.addServer({ name: NAME, ...form });
    const { servers } = getServersResponseSchema.parse(
      await (await engine.api("/mcp-server/servers")).json(),
    );
    expect(servers).toHaveLength(97);
    expect(servers.find(({ name }) => name === NAME)).toMatchObject({ authNeeded: false });

    const made = await (await create(engine, { serverName: "acme_DESK", userId: "ada" })).json();
    expect(made.oauthUrl).toBeNull();
    const again = await (await create(engine, { serverName: NAME, userId: "ada" })).json();
    expect(again.instanceId).toBe(made.instanceId);
    const instance = await (await engine.api(`/mcp-server/instance/${made.instanceId}`)).json();
    expect(instance).toMatchObject({ serverName: NAME, authNeeded: false });
    const called = await callTool(engine, made.serverUrl, "echo", { message: "own" });
    expect(called).toMatchObject({ success: true, result: { content: [{ text: "Echo: own" }] } });
    const tools = await (await engine.api("/mcp-server/tools/acme-desk")).json();
    expect(JSON.stringify(tools)).toContain("echo");

    // A name of nobody's is refused as before, and told with the contract's names.
    expect((await create(engine, { serverName: "Acme", userId: "ada" })).status).toBe(422);
  });

  it("is part of several servers at one address", async () => {
    const body = { userId: "ada", servers: ["acme desk", "GitHub"] };
    const made = await engine.api("/mcp-server/strata/create", { method: "POST", body });
    expect((await made.json()).addedServers.sort()).toEqual([NAME, "GitHub"]);
  });

  it("asks for consent, for a key or for nothing, as its target does", async () => {
    const oauthUrl = async () =>
      (await (await create(engine, { serverName: NAME, userId: "ada" })).json()).oauthUrl;
    const form = { category: "Support", url: everything.url } as const;
    await engine.targets.changeServer(NAME, { ...form, registration: "automatic" });
    expect(await oauthUrl()).toContain("/engine/oauth/server/authorize?instance_id=");
    await engine.targets.changeServer(NAME, { ...form, registration: "key" });
    expect(await oauthUrl()).toBeNull();
    const auth = { userId: "ada", serverName: NAME, authData: { token: "a-key" } };
    expect((await engine.api("/user/set-auth", { method: "POST", body: auth })).status).toBe(200);
    await engine.targets.changeServer(NAME, { ...form, registration: "none" });
    expect((await engine.api("/user/set-auth", { method: "POST", body: auth })).status).toBe(400);
  });

  it("is answered for by no sandbox once it is gone", async () => {
    const gone = serverNameSchema.parse("Gone");
    expect((await engine.targets.read(NAME)).own).toEqual({ category: "Support", hasIcon: false });
    await expect(engine.targets.read(gone)).rejects.toMatchObject({ code: "not-found" });
    await expect(engine.targets.removeServer(NAME)).rejects.toMatchObject({ code: "conflict" });
  });
});
