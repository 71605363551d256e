import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runJobNow } from "../../background/testing";
import { engineInstance, engineUser } from "../../db/schema/engine";
import { instance } from "../../db/schema/instance";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { readReceipt } from "../jobs/read";
import { addMember, instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { adoptUser, listUpstreamUsers } from "./adopt";
import { adoptUsers } from "./adopt-many";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterEach(async () => {
  for (const table of [instance, engineInstance, engineUser]) await stage.db.delete(table);
});
afterAll(() => stage.close());

/** Made at the upstream by somebody else: the record does not know it. */
const madeElsewhere = (userId: string, serverName: "GitHub" | "Gmail" | "Slack") =>
  stage.embedded.create(instanceRequest({ userId, serverName }));
const list = (page = 1) => listUpstreamUsers(stage.as("operator"), { upstream: "embedded", page });

describe("it is refused", () => {
  it("to a viewer, before the upstream hears of it", async () => {
    await using server = await startServer((response) => answerJson(response, 200, {}));
    const viewer = stage.as("viewer", upstreamAt(server.url));
    const adoption = { upstream: "us", userId: "ana", serverNames: ["GitHub"] } as const;
    for (const call of [
      () => listUpstreamUsers(viewer, { upstream: "us", page: 1 }),
      () => adoptUser(viewer, { ...adoption, serverNames: [...adoption.serverNames] }),
    ]) {
      expect(await failureOf(call())).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
    }
    expect(server.seen).toEqual([]);
  });

  it("for an upstream that is not configured", async () => {
    const call = listUpstreamUsers(stage.as("operator"), { upstream: "eu", page: 1 });
    expect(await failureOf(call)).toMatchObject({ code: "invalid" });
  });
});

it("adopts from many as a job, of which each item leads to what it took, and a viewer begins none", async () => {
  await addMember(stage, "operator");
  await madeElsewhere("ana", "GitHub");
  await madeElsewhere("ben", "Slack");
  const users = [
    { userId: "ana", serverNames: ["GitHub" as const, "Gmail" as const] },
    { userId: "ben", serverNames: ["Slack" as const] },
  ];
  const work = { upstream: "embedded" as const, users };
  expect(await failureOf(adoptUsers(stage.as("viewer"), work))).toMatchObject({ code: "forbidden" });
  const { job } = await adoptUsers(stage.as("operator"), work);
  await runJobNow(stage, job.id);
  const { items } = await readReceipt(stage.as("operator"), job);
  const told = items.map(({ userId, serverName, state, instanceId }) => [
    userId,
    serverName,
    state,
    !!instanceId,
  ]);
  expect(told.sort()).toEqual([
    ["ana", "GitHub", "done", true],
    ["ana", "Gmail", "failed", false],
    ["ben", "Slack", "done", true],
  ]);
  expect(await stage.db.$count(instance)).toBe(2);
});

it("finds what the record does not know, and adopts it as it is", async () => {
  const github = await madeElsewhere("ana", "GitHub");
  await stage.embedded.setKey(github.instanceId, "a-token");
  await madeElsewhere("ana", "Gmail");
  await createInstance(stage.as("operator"), instanceRequest({ userId: "ana", serverName: "Slack" }));
  await createInstance(stage.as("operator"), instanceRequest({ userId: "ben", serverName: "Slack" }));

  const { users, totalPages } = await list();
  expect(totalPages).toBe(1);
  const ana = users.find(({ userId }) => userId === "ana");
  expect(ana).toMatchObject({ recorded: 1, createdAt: expect.any(String) });
  expect(ana?.unrecorded).toHaveLength(2);
  expect(ana?.unrecorded).toEqual(
    expect.arrayContaining([
      { serverName: "GitHub", connected: true },
      { serverName: "Gmail", connected: false },
    ]),
  );
  expect(users.find(({ userId }) => userId === "ben")).toMatchObject({ recorded: 1, unrecorded: [] });

  const request = {
    upstream: "embedded" as const,
    userId: "ana",
    serverNames: ["GitHub" as const, "Gmail" as const],
  };
  const { adopted, failures } = await adoptUser(stage.as("operator"), request);
  expect(failures).toEqual([]);
  expect(adopted).toMatchObject([
    { serverName: "GitHub", userId: "ana", instanceId: github.instanceId },
    { serverName: "Gmail", userId: "ana" },
  ]);
  expect(await stage.db.$count(engineInstance)).toBe(4);
  expect(await stage.db.$count(instance)).toBe(4);
  for (const { id } of adopted) {
    expect(await stage.auditOf(id, "instance.create")).toMatchObject([{ details: { adopted: true } }]);
  }

  const again = await adoptUser(stage.as("operator"), request);
  expect(again.adopted.map(({ id }) => id)).toEqual(adopted.map(({ id }) => id));
  expect(await stage.db.$count(instance)).toBe(4);
  expect((await list()).users.flatMap(({ unrecorded }) => unrecorded)).toEqual([]);
});

it("lists users of any characters, a page at a time, and is not stopped by one whose id no URL can hold", async () => {
  const odd = ["a/b", "100%", "Élodie 漢字", "?x=y#z", "..", "."];
  for (const userId of odd) await madeElsewhere(userId, "GitHub");
  for (let index = 0; index < 6; index += 1) await madeElsewhere(`user-${index}`, "GitHub");
  const pages = [await list(1), await list(2)];
  expect(pages.map(({ users }) => users.length)).toEqual([10, 2]);
  expect(pages.map(({ totalPages }) => totalPages)).toEqual([2, 2]);
  const users = pages.flatMap((page) => page.users);
  for (const userId of odd) {
    const unrecorded = userId.startsWith(".") ? [] : [{ serverName: "GitHub", connected: false }];
    expect(users.find((found) => found.userId === userId)?.unrecorded, userId).toEqual(unrecorded);
  }
});

it("offers what the catalogue does not know, and leaves out what is no name", async () => {
  await using server = await startServer((response, _, { path }) => {
    if (path.includes("integrations")) {
      const names = ["github", "google_calendar", "Altavista", "", "\u0000"];
      return answerJson(response, 200, {
        integrations: names.map((name) => ({ name, is_authenticated: true })),
      });
    }
    const users = [{ userId: "ana", createdAt: "2030-01-01T00:00:00Z" }];
    answerJson(response, 200, { users, totalCount: 1, page: 1, pageSize: 10, totalPages: 1 });
  });
  const operator = stage.as("operator", upstreamAt(server.url));
  const { users } = await listUpstreamUsers(operator, { upstream: "us", page: 1 });
  expect(users[0]?.unrecorded.map(({ serverName }) => serverName)).toEqual([
    "GitHub",
    "Google Calendar",
    "Altavista",
  ]);
});

it("asks no further once nobody waits for the list", async () => {
  const leaving = new AbortController();
  await using server = await startServer((response, _, { path }) => {
    if (path.includes("integrations")) {
      if (server.seen.length === 4) leaving.abort();
      return answerJson(response, 200, { integrations: [] });
    }
    const users = Array.from({ length: 5_000 }, (_, index) => ({ userId: `u${index}`, createdAt: "" }));
    answerJson(response, 200, { users, totalCount: 5_000, page: 1, pageSize: 10, totalPages: 1_000_000 });
  });
  const operator = stage.as("operator", upstreamAt(server.url));
  const left = { ...operator, request: { ...operator.request, signal: leaving.signal } };
  await expect(listUpstreamUsers(left, { upstream: "us", page: 1 })).rejects.toThrow();
  expect(server.seen.length).toBe(4);
  const { users } = await listUpstreamUsers(operator, { upstream: "us", page: 1 });
  expect(users).toHaveLength(10);
  expect(server.seen.length).toBe(4 + 11);
});

describe("what the upstream does not have is not made in its place", () => {
  it.each(["nobody", "ana\u202e", "ANA", "ana ", "a".repeat(5_000), "..", "ana/integrations", ""])(
    "for a user of the id %j",
    async (userId) => {
      await madeElsewhere("ana", "GitHub");
      const before = await stage.db.$count(engineInstance);
      const request = { upstream: "embedded" as const, userId, serverNames: ["GitHub" as const] };
      const { adopted, failures } = await adoptUser(stage.as("operator"), request);
      expect(adopted).toEqual([]);
      expect(failures).toEqual([
        { serverName: "GitHub", reason: expect.stringContaining("nothing to adopt") },
      ]);
      expect(await stage.db.$count(engineInstance)).toBe(before);
      expect(await stage.db.$count(instance)).toBe(0);
    },
  );

  it("for a server that this user does not have", async () => {
    await madeElsewhere("ana", "GitHub");
    const request = { upstream: "embedded" as const, userId: "ana" };
    const answer = await adoptUser(stage.as("operator"), { ...request, serverNames: ["Slack", "GitHub"] });
    expect(answer.adopted).toMatchObject([{ serverName: "GitHub" }]);
    expect(answer.failures).toMatchObject([{ serverName: "Slack" }]);
    expect(await stage.db.$count(engineInstance)).toBe(1);
  });
});

it("goes on past a server that the upstream does not give, and says why", async () => {
  await using server = await startServer((response, _, { method, path, body }) => {
    if (path.includes("integrations")) {
      const names = ["github", "gmail", "slack"];
      return answerJson(response, 200, {
        integrations: names.map((name) => ({ name, is_authenticated: true })),
      });
    }
    if (method === "GET") {
      return answerJson(response, 200, { authNeeded: true, isAuthenticated: path.endsWith("i-GitHub") });
    }
    const { serverName } = JSON.parse(body);
    if (serverName === "Gmail") return answerJson(response, 422, { detail: "Gmail is not for you." });
    const url = `${server.url}/${serverName}`;
    answerJson(response, 200, { instanceId: `i-${serverName}`, serverUrl: url });
  });
  const operator = stage.as("operator", upstreamAt(server.url));
  const { adopted, failures } = await adoptUser(operator, {
    upstream: "us",
    userId: "ana",
    serverNames: ["GitHub", "Gmail", "Slack"],
  });
  expect(adopted).toMatchObject([
    { instanceId: "i-GitHub", status: "connected" },
    { instanceId: "i-Slack", status: "waiting" },
  ]);
  expect(failures).toEqual([
    { serverName: "Gmail", reason: expect.stringContaining("Gmail is not for you.") },
  ]);
});
