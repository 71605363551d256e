import { KlavisClient, KlavisError } from "klavis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CATALOGUE } from "@/lib/catalogue/servers";
import { API_KEY, startEngine, type TestEngine } from "../testing";

/** The upstream's own client, as it comes from its registry, against the engine over HTTP. */
let engine: TestEngine;
let klavis: KlavisClient;
beforeAll(async () => {
  engine = await startEngine();
  klavis = clientWith(API_KEY);
});
afterAll(() => engine.stop());

const clientWith = (apiKey: string) => new KlavisClient({ apiKey, environment: `${engine.appUrl}/engine` });
const create = (userId: string, serverName = "GitHub" as const) =>
  klavis.mcpServer.createServerInstance({ serverName, userId, connectionType: "StreamableHttp" });
const refused = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: KlavisError) => error,
  );

describe("what is refused", () => {
  it("is told apart: no such instance, a wrong key, a misfit", async () => {
    const unknown = await refused(klavis.mcpServer.getServerInstance("3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11"));
    expect(unknown).toMatchObject({ statusCode: 404, body: { detail: "Server instance not found" } });
    const stranger = await refused(clientWith("wrong").user.getAllUsers());
    expect(stranger).toMatchObject({ statusCode: 403, body: { detail: "Invalid API key" } });
    const misfit = await refused(create(""));
    expect(misfit).toBeInstanceOf(KlavisError);
    expect(misfit).toMatchObject({
      statusCode: 422,
      body: { detail: [{ loc: ["body", "userId"], type: "string_too_short" }] },
    });
  });

  it("is an OAuth URL for nothing", async () => {
    expect(await refused(klavis.mcpServer.getOauthUrl())).toMatchObject({ statusCode: 422 });
  });
});

describe("instances", () => {
  it("are created, read and deleted", async () => {
    const made = await create("ada");
    expect(made).toEqual({
      instanceId: expect.any(String),
      serverUrl: expect.stringContaining("/engine/mcp/"),
      oauthUrl: expect.stringContaining("/oauth/github/authorize?instance_id="),
    });
    expect(await create("ada")).toEqual(made);
    expect(await klavis.mcpServer.getServerInstance(made.instanceId)).toMatchObject({
      instanceId: made.instanceId,
      serverName: "GitHub",
      externalUserId: "ada",
      isAuthenticated: false,
    });
    expect(await klavis.mcpServer.deleteServerInstance(made.instanceId)).toMatchObject({ success: true });
    expect(await refused(klavis.mcpServer.getServerInstance(made.instanceId))).toMatchObject({
      statusCode: 404,
    });
  });

  it("of a server of one's own have an id and an OAuth URL", async () => {
    const request = { serverName: "GitHub", userId: "host" } as const;
    const made = await klavis.mcpServer.createSelfHostedServerInstance(request);
    expect(made).toEqual({
      instanceId: expect.any(String),
      oauthUrl: expect.stringContaining("/oauth/github/"),
    });
    expect((await create("host")).instanceId).toBe(made.instanceId);
  });

  it("are connected with a key, which is read and forgotten", async () => {
    const { instanceId } = await create("keys");
    const authData = { data: { user: "ada", password: "secret" } };
    expect(await klavis.mcpServer.setInstanceAuth({ instanceId, authData })).toMatchObject({ success: true });
    expect(await klavis.mcpServer.getServerInstance(instanceId)).toMatchObject({ isAuthenticated: true });
    expect(await klavis.mcpServer.getInstanceAuthData(instanceId)).toEqual({ success: true, authData });
    expect(await klavis.mcpServer.deleteInstanceAuth(instanceId)).toMatchObject({ success: true });
    expect(await klavis.mcpServer.getInstanceAuthData(instanceId)).toMatchObject({ success: false });
  });

  it("list their raw actions", async () => {
    const { instanceId } = await create("raw");
    const { result, ...rest } = await klavis.mcpServer.listRawActions(instanceId);
    expect(rest).toEqual({ instanceId, serverName: "GitHub" });
    expect(result).toMatchObject({
      actions: expect.arrayContaining([
        expect.objectContaining({ name: "github_list_issues", inputSchema: expect.anything() }),
      ]),
    });
    expect(await refused(klavis.mcpServer.listRawActions("nobody"))).toMatchObject({ statusCode: 404 });
  });
});

describe("tools", () => {
  it("are listed and called at a server URL", async () => {
    const { serverUrl, instanceId } = await create("tools");
    const { tools, format } = await klavis.mcpServer.listTools({ serverUrl, format: "openai" });
    expect(format).toBe("openai");
    expect(tools?.[0]).toMatchObject({ type: "function", function: { name: "github_list_issues" } });
    const call = () =>
      klavis.mcpServer.callTools({ serverUrl, toolName: "github_list_issues", toolArgs: { limit: 1 } });
    expect(await call()).toMatchObject({ success: true, result: { isError: true } });
    await klavis.mcpServer.setInstanceAuth({ instanceId, authData: { token: "a-token" } });
    expect(await call()).toMatchObject({
      success: true,
      result: { isError: false, content: [{ type: "text" }, { type: "text" }] },
    });
  });

  it.each(["openai", "anthropic", "gemini", "mcp_native"] as const)(
    "of a server are listed as %s",
    async (format) => {
      const answer = await klavis.mcpServer.getTools("Google Calendar", { format });
      expect(answer).toMatchObject({ success: true, format });
      expect(answer.tools?.length).toBeGreaterThan(0);
      const { serverUrl } = await klavis.mcpServer.createServerInstance({
        serverName: "Google Calendar",
        userId: "lister",
      });
      expect((await klavis.mcpServer.listTools({ serverUrl, format })).tools).toEqual(answer.tools);
    },
  );

  it("of a legacy server have other names", async () => {
    const { tools } = await klavis.mcpServer.getTools("GitHub", { legacy: true });
    expect(tools?.[0]).toMatchObject({ name: "list_issues" });
  });

  it("of all servers are listed", async () => {
    const { servers } = await klavis.mcpServer.getAllMcpServers();
    expect(servers).toHaveLength(96);
  });
});

describe("a Strata", () => {
  it("is made, changed, connected and read", async () => {
    const made = await klavis.mcpServer.createStrataServer({ userId: "strata", servers: ["GitHub"] });
    expect(made).toEqual({
      strataServerUrl: expect.stringContaining("/engine/mcp/"),
      strataId: expect.any(String),
      addedServers: ["GitHub"],
      addedExternalServers: [],
      oauthUrls: { GitHub: expect.stringContaining("/oauth/github/authorize?instance_id=") },
      apiKeyUrls: {},
    });
    const { strataId, strataServerUrl } = made;
    const added = await klavis.mcpServer.addServersToStrata({ strataId, servers: ["Gmail", "Exa"] });
    expect(added.addedServers).toEqual(["Exa", "Gmail"]);
    const without = { servers: ["Gmail" as const, "Exa" as const] };
    expect(await klavis.mcpServer.deleteServersFromStrata(strataId, without)).toEqual({
      deletedServers: ["Exa", "Gmail"],
      deletedExternalServers: [],
    });
    const { result, ...rest } = await klavis.mcpServer.listStrataRawActions(strataId, { server: "GitHub" });
    expect(rest).toEqual({ strataId, server: "GitHub" });
    expect(JSON.stringify(result)).toContain("github_list_issues");
    const authData = { token: "a-token" };
    const set = { strataId, serverName: "GitHub" as const, authData };
    expect(await klavis.mcpServer.setStrataAuth(set)).toMatchObject({ success: true });
    expect(await klavis.mcpServer.getStrataAuth(strataId, "GitHub")).toMatchObject({ authData });
    expect(await klavis.mcpServer.deleteStrataAuth(strataId, "GitHub")).toMatchObject({ success: true });
    expect(await klavis.mcpServer.getStrataServer(strataId)).toMatchObject({
      strataServerUrl,
      strataId,
      connectedServers: ["GitHub"],
      connectedExternalServers: [],
    });
    const { tools } = await klavis.mcpServer.listTools({ serverUrl: strataServerUrl });
    expect(tools).toHaveLength(5);
  });
});

describe("access tokens", () => {
  it.each([
    ["OneDrive", "onedriveOauth"],
    ["Outlook Mail", "outlookOauth"],
    ["Outlook Calendar", "mscalendarOauth"],
    ["Microsoft Teams", "teamsOauth"],
  ] as const)("of %s are renewed", async (serverName, group) => {
    const { instanceId: instance_id } = await klavis.mcpServer.createServerInstance({
      serverName,
      userId: "renewer",
    });
    const renew = () => klavis[group].refreshToken({ instance_id });
    const early = await refused(renew());
    expect(early).toMatchObject({ statusCode: 400, body: { error: "not_connected" } });
    await klavis.mcpServer.setInstanceAuth({ instanceId: instance_id, authData: { token: "a-token" } });
    expect(await renew()).toMatchObject({ status: "success", message: expect.stringContaining("token") });
  });

  it.each(["zoomOauth", "sharesightOauth"] as const)("of %s are nothing that the API has", async (group) => {
    const gone = await refused(klavis[group].refreshToken({ instance_id: "any" }));
    expect(gone).toMatchObject({ statusCode: 404, body: { detail: expect.stringContaining("Not Found") } });
  });
});

/** Each is a page for browsers: the client follows to it, and hands out its HTML as an answer that is no JSON. */
describe("the pages at which people connect", () => {
  const GROUPS = [
    "oauth",
    "googleCloudOauth",
    "googleFormsOauth",
    "mscalendarOauth",
    "zoomOauth",
    "sharesightOauth",
  ] as const;
  type Authorize = (request: Record<string, string>) => Promise<unknown>;
  const methodsOf = (group: object) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(group)).filter((name) => name.startsWith("authorize"));
  const slugOf = (method: string) => method.slice("authorize".length).toLowerCase();
  const serverOf = (slug: string) =>
    CATALOGUE.find(({ oauthSlug }) => oauthSlug?.replaceAll("-", "") === slug)?.name;

  it("are reached by every method that the client has for one", async () => {
    const reached: string[] = [];
    for (const group of GROUPS) {
      const client = klavis[group] as unknown as Record<string, Authorize>;
      for (const method of methodsOf(client)) {
        const serverName = serverOf(slugOf(method)) as "GitHub" | undefined;
        const made =
          serverName && (await klavis.mcpServer.createServerInstance({ serverName, userId: "ada" }));
        const instance_id = made?.instanceId ?? "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11";
        const request = { instance_id, subdomain: "acme" };
        const answered = await client[method]?.(request).catch((error: unknown) => error);
        const words = serverName ? 'value="allow">Allow' : "This link leads nowhere";
        const statusCode = serverName ? 200 : 404;
        const error = { reason: "non-json", statusCode, rawBody: expect.stringContaining(words) };
        const page = { ok: false, error };
        expect(answered, method).toMatchObject(serverName ? page : { statusCode, body: page });
        reached.push(method);
      }
    }
    expect(reached).toHaveLength(48);
  }, 60_000);
});

describe("users", () => {
  it("are listed and read", async () => {
    await create("org/team/ada?#%");
    const { users, totalCount } = await klavis.user.getAllUsers({ page_size: 1000, page_number: 1 });
    expect(totalCount).toBe(users.length);
    expect(users.map(({ userId }) => userId)).toContain("org/team/ada?#%");
    expect(await klavis.user.getUserByUserId("org/team/ada?#%")).toEqual({
      userId: "org/team/ada?#%",
      createdAt: expect.any(String),
      lastUsedAt: expect.any(String),
    });
    expect(await klavis.user.getUserIntegrations("org/team/ada?#%")).toEqual({
      integrations: [{ name: "GitHub", is_authenticated: false }],
    });
    expect(await refused(klavis.user.getUserByUserId("nobody"))).toMatchObject({ statusCode: 404 });
  });

  it("keep a key that was set before their first instance", async () => {
    const [userId, serverName] = ["early", "GitHub"] as const;
    const authData = { token: "a-token" };
    expect(await klavis.user.setUserAuth({ userId, serverName, authData })).toMatchObject({ success: true });
    const { instanceId } = await create(userId);
    expect(await klavis.mcpServer.getServerInstance(instanceId)).toMatchObject({ isAuthenticated: true });
    expect(await klavis.user.getUserAuth(userId, serverName)).toMatchObject({
      success: true,
      userId,
      serverName,
      authData,
      isAuthenticated: true,
    });
    expect(await klavis.user.deleteUserAuth(userId, serverName)).toMatchObject({ success: true });
    expect(await klavis.user.getUserAuth(userId, serverName)).toMatchObject({
      success: false,
      isAuthenticated: false,
    });
    expect(await refused(klavis.user.getUserAuth("nobody", serverName))).toMatchObject({ statusCode: 404 });
  });

  it("are deleted with everything that was theirs, and nobody else's", async () => {
    const [mine, other] = [await create("leaver"), await create("stayer")];
    expect(await klavis.user.deleteUserByUserId("leaver")).toMatchObject({ success: true });
    expect(await refused(klavis.user.deleteUserByUserId("leaver"))).toMatchObject({ statusCode: 404 });
    expect(await refused(klavis.mcpServer.getServerInstance(mine.instanceId))).toMatchObject({
      statusCode: 404,
    });
    expect(await klavis.mcpServer.getServerInstance(other.instanceId)).toMatchObject({
      externalUserId: "stayer",
    });
  });
});
