import { randomUUID } from "node:crypto";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServerName } from "@/lib/contracts/server-name";
import { endCombinedUrlsTask } from "../../background/tasks/end-combined-urls";
import { runJobNow } from "../../background/testing";
import { combinedUrl } from "../../db/schema/combined-url";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { deleteInstance } from "../instances/delete";
import { record } from "../instances/testing";
import { updateInstance } from "../instances/update";
import {
  addMember,
  everyRow,
  instanceRequest,
  openTestConsole,
  type TestConsole,
  upstreamAt,
} from "../testing";
import { offboardUser } from "../users/offboard";
import { readUser } from "../users/read";
import { createCombinedUrl } from "./create";
import { removeCombinedUrl } from "./remove";
import { revealCombinedUrl } from "./reveal";

/** How Klavis answers that it made one, but for its id. */
const COMBINED = {
  strataServerUrl: "https://strata.klavis.example/mcp/a-key",
  addedServers: ["GitHub", "Slack"],
  addedExternalServers: [],
  oauthUrls: {},
  apiKeyUrls: {},
};

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const operator = () => stage.as("operator");
  async function having(...serverNames: ServerName[]) {
    const userId = `user-${randomUUID()}`;
    const made = [];
    for (const serverName of serverNames) {
      made.push((await createInstance(operator(), instanceRequest({ serverName, userId }))).instance);
    }
    return { userId, instances: made, request: { userId, upstream: "embedded" as const, serverNames } };
  }

  it("is a viewer's neither to make nor to see nor to end, and they see that it is there", async () => {
    const { request, userId } = await having("GitHub", "Slack");
    const viewer = stage.as("viewer");
    expect(await failureOf(createCombinedUrl(viewer, request))).toMatchObject({ code: "forbidden" });
    const { combinedUrl: made } = await createCombinedUrl(operator(), request);
    expect(await failureOf(revealCombinedUrl(viewer, made))).toMatchObject({ code: "forbidden" });
    expect(await failureOf(removeCombinedUrl(viewer, made))).toMatchObject({ code: "forbidden" });
    const { combinedUrls } = await readUser(viewer, { userId });
    expect(combinedUrls).toEqual([made]);
  });

  it.each<[string, (request: Awaited<ReturnType<typeof having>>["request"]) => object]>([
    [
      "a server that the user does not have",
      (request) => ({ ...request, serverNames: ["GitHub", "Notion"] }),
    ],
    ["another user's", (request) => ({ ...request, userId: `user-${randomUUID()}` })],
  ])("is not made with %s, and nothing is made on the way", async (_what, change) => {
    const { request, userId } = await having("GitHub", "Slack");
    const error = await failureOf(createCombinedUrl(operator(), { ...request, ...change(request) }));
    expect(error).toMatchObject({ code: "invalid", effect: "nothing-changed" });
    expect(error.fields).toHaveProperty("serverNames");
    const { instances, combinedUrls } = await readUser(operator(), { userId });
    expect([instances.length, combinedUrls]).toEqual([2, []]);
  });

  it("is not made of what is gone at the upstream, which would be made anew behind the record", async () => {
    const { request, instances } = await having("GitHub", "Slack");
    const gone = { missingSince: new Date() };
    await stage.db
      .update(instance)
      .set(gone)
      .where(eq(instance.id, instances[0]?.id ?? ""));
    expect(await failureOf(createCombinedUrl(operator(), request))).toMatchObject({ code: "invalid" });
  });

  it("is not made of what belongs to a platform, which is another instance", async () => {
    const { request, userId } = await having("GitHub");
    const there = instanceRequest({ serverName: "Slack", userId, platformName: "n8n" });
    await createInstance(operator(), there);
    const serverNames: ServerName[] = ["GitHub", "Slack"];
    expect(await failureOf(createCombinedUrl(operator(), { ...request, serverNames }))).toMatchObject({
      code: "invalid",
    });
  });

  it("is the same one for the same servers, in whatever order, and another one for others", async () => {
    const { request } = await having("GitHub", "Slack", "Gmail");
    const two = { ...request, serverNames: ["Slack", "GitHub", "Slack"] as ServerName[] };
    const first = await createCombinedUrl(operator(), two);
    const again = await createCombinedUrl(operator(), { ...two, serverNames: ["GitHub", "Slack"] });
    expect([first.created, again.created]).toEqual([true, false]);
    expect(again.combinedUrl.id).toBe(first.combinedUrl.id);
    expect((await createCombinedUrl(operator(), request)).combinedUrl.id).not.toBe(first.combinedUrl.id);
  });

  it("is kept sealed, told masked, and each look at it is in the record", async () => {
    const { request, userId } = await having("GitHub", "Slack");
    const { combinedUrl: made } = await createCombinedUrl(operator(), request);
    const { serverUrl } = await revealCombinedUrl(operator(), made);
    expect(made.maskedUrl).not.toContain("/engine/mcp");
    const key = serverUrl.split("/").at(-2) ?? "";
    expect(await everyRow(stage.db)).not.toContain(key);
    const events = (await stage.auditOf(userId)).map(({ action, details }) => [action, details]);
    const told = { upstream: "embedded", servers: ["GitHub", "Slack"] };
    expect(events).toEqual([
      ["combined-url.create", { ...told, created: true }],
      ["combined-url.reveal", told],
    ]);
  });

  it("lets go of what is deleted, and is gone with the user's last instance", async () => {
    const { request, userId, instances } = await having("GitHub", "Slack");
    await createCombinedUrl(operator(), request);
    const [github, slack] = instances;
    await deleteInstance(operator(), { id: github?.id ?? "" });
    expect((await readUser(operator(), { userId })).combinedUrls).toHaveLength(1);
    await deleteInstance(operator(), { id: slack?.id ?? "" });
    const left = await stage.db.select().from(combinedUrl);
    expect(left.filter((row) => row.userId === userId)).toEqual([]);
    expect(await stage.auditOf(userId, "combined-url.remove")).toHaveLength(1);
  });

  /** A user who has two servers at an upstream by HTTP, a URL for both, and an instance of which that is not made. */
  async function combinedAt(url: string, other: Partial<typeof instance.$inferInsert>) {
    const [upstream, userId] = [upstreamAt(url), `user-${randomUUID()}`];
    const at = { upstream: "us", userId } as const;
    await record(stage, { ...at, ...other });
    const [github, slack] = [await record(stage, at), await record(stage, { ...at, serverName: "Slack" })];
    const { combinedUrl: made } = await createCombinedUrl(stage.as("operator", upstream), {
      ...at,
      serverNames: ["GitHub", "Slack"],
    });
    const ended = () => stage.auditOf(userId, "combined-url.remove");
    return { upstream, operator: stage.as("operator", upstream), github, slack, made, ended };
  }

  /** What Klavis answers, of one combined URL; whether it lets go of that is the test's to say. */
  const cloud = (letsGo: () => boolean) =>
    startServer((response, _, { method, path }) => {
      const strataId = randomUUID();
      if (method === "POST") return answerJson(response, 200, { ...COMBINED, strataId });
      if (path.includes("/strata/") && !letsGo()) return answerJson(response, 422, { detail: "Not now." });
      answerJson(response, 200, { success: true, deletedServers: [], deletedExternalServers: [] });
    });
  const emptied = ({ seen }: Awaited<ReturnType<typeof cloud>>) =>
    seen.filter(({ method, path }) => method === "DELETE" && path.includes("/strata/")).length;

  it.each([
    ["a server that it was not made of", { serverName: "Gmail" }],
    ["a server of it, at a platform", { platformName: "n8n" }],
  ] as const)(
    "is ended at its upstream with the last of its servers, while the user keeps %s",
    async (_what, other) => {
      await using server = await cloud(() => true);
      const { operator, github, slack, ended } = await combinedAt(server.url, other);
      await deleteInstance(operator, github);
      expect([emptied(server), await ended()]).toEqual([0, []]);
      await deleteInstance(operator, slack);
      expect(emptied(server)).toBe(1);
      expect(await ended()).toMatchObject([{ actorName: "Some operator", details: { knownUpstream: true } }]);
    },
  );

  it("is ended once where its last two servers are deleted at the same time", async () => {
    await using server = await cloud(() => true);
    const { operator, github, slack, ended } = await combinedAt(server.url, { serverName: "Gmail" });
    await Promise.all([deleteInstance(operator, github), deleteInstance(operator, slack)]);
    expect(emptied(server)).toBeGreaterThan(0);
    expect(await ended()).toHaveLength(1);
  });

  it("stays in the record where its upstream does not let go of it, and is ended in the background", async () => {
    let letsGo = false;
    await using server = await cloud(() => letsGo);
    const { upstream, operator, github, slack, made, ended } = await combinedAt(server.url, {
      serverName: "Gmail",
    });
    for (const { id } of [github, slack]) {
      expect(await deleteInstance(operator, { id })).toMatchObject({ deleted: true });
    }
    expect(await ended()).toEqual([]);
    expect(await revealCombinedUrl(operator, made)).toHaveProperty("serverUrl");
    letsGo = true;
    const turn = { kind: "end-combined-urls", key: "", owner: "test", goesOn: () => true };
    expect(await endCombinedUrlsTask.run(stage.system(upstream), turn)).toBe(true);
    expect(await ended()).toMatchObject([{ actorKind: "system", details: { knownUpstream: true } }]);
    expect(await failureOf(revealCombinedUrl(operator, made))).toMatchObject({ code: "not-found" });
  });

  it("goes at its upstream too when the user is offboarded", async () => {
    await using server = await cloud(() => true);
    const { upstream, operator, slack, ended } = await combinedAt(server.url, { serverName: "Gmail" });
    await addMember(stage, "operator");
    const { job } = await offboardUser(operator, slack);
    await runJobNow(stage, job.id, upstream);
    expect(emptied(server)).toBeGreaterThan(0);
    expect(await ended()).toHaveLength(1);
  });

  /** Asks as an agent does, by a client that nobody here wrote. */
  async function connect(serverUrl: string): Promise<Client> {
    const client = new Client({ name: "agent", version: "1" });
    const ask = (url: string | URL, init?: RequestInit) => {
      const headers = new Headers(init?.headers);
      headers.set("host", new URL(url).host);
      return stage.engine.fetch(new Request(url, { ...init, headers }));
    };
    await client.connect(new StreamableHTTPClientTransport(new URL(serverUrl), { fetch: ask }));
    return client;
  }

  it("serves an agent all of it by five tools, within the rules of each instance, until it is removed", async () => {
    const { request, instances } = await having("GitHub", "Slack");
    await updateInstance(operator(), { id: instances[0]?.id ?? "", isReadOnly: true });
    const { combinedUrl: made } = await createCombinedUrl(operator(), request);
    const { serverUrl } = await revealCombinedUrl(operator(), made);
    const client = await connect(serverUrl);
    expect((await client.listTools()).tools).toHaveLength(5);
    const text = async (name: string, args: Record<string, unknown>) =>
      JSON.stringify(await client.callTool({ name, arguments: args }));
    const query = { server_names: ["GitHub", "Slack"], user_query: "create an issue" };
    const found = await text("discover_server_actions", query);
    for (const mark of ["github_list_issues", "slack_"]) expect(found).toContain(mark);
    expect(found).not.toContain("github_create_issue");
    const writing = { server_name: "GitHub", action_name: "github_create_issue", body_schema: "{}" };
    await expect(text("execute_action", writing)).rejects.toThrow("read-only");
    await client.close();
    expect(await removeCombinedUrl(operator(), made)).toEqual({ removed: true, knownUpstream: true });
    const again = await connect(serverUrl);
    const after = await again.callTool({ name: "discover_server_actions", arguments: query }).catch(String);
    expect(JSON.stringify(after)).not.toMatch(/github_list_issues|slack_/);
    await again.close();
    expect(await failureOf(revealCombinedUrl(operator(), made))).toMatchObject({ code: "not-found" });
  });

  it("stays in the record where its upstream did not answer", async () => {
    const { request, userId } = await having("GitHub", "Slack");
    const { combinedUrl: made } = await createCombinedUrl(operator(), request);
    const away = { ...upstreamAt("http://127.0.0.1:1"), id: "embedded" as const };
    expect(await failureOf(removeCombinedUrl(stage.as("operator", away), made))).toMatchObject({
      code: expect.stringMatching(/^upstream-/),
    });
    expect((await readUser(operator(), { userId })).combinedUrls).toHaveLength(1);
  });

  it("is nobody's by a made-up id", async () => {
    for (const act of [revealCombinedUrl, removeCombinedUrl]) {
      expect(await failureOf(act(operator(), { id: randomUUID() }))).toMatchObject({ code: "not-found" });
    }
  });
});
