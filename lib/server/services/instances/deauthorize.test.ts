import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instance } from "@/lib/contracts/instance";
import { instance } from "../../db/schema/instance";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { createInstance } from "./create";
import { deauthorizeInstance } from "./deauthorize";
import { findInstance } from "./find";
import { refreshState } from "./observe";
import { record } from "./testing";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

async function connected(): Promise<Instance> {
  const { instance: made } = await createInstance(stage.as("operator"), instanceRequest());
  await authorizeAtEngine(made);
  await refresh(made.id);
  return made;
}

const authorizeAtEngine = ({ instanceId }: Instance) => stage.embedded.setKey(instanceId, "a-token");
const refresh = async (id: string) => refreshState(stage.as("operator"), await findInstance(stage.db, id));
const statusOf = async (id: string) => (await findInstance(stage.db, id)).status;

describe("it is refused", () => {
  it("to a viewer, before the upstream hears of it", async () => {
    const made = await connected();
    const call = deauthorizeInstance(stage.as("viewer"), { id: made.id });
    expect(await failureOf(call)).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
    expect(await stage.embedded.observe(made.instanceId)).toMatchObject({ account: "connected" });
  });

  it("for an id that does not exist", async () => {
    const call = deauthorizeInstance(stage.as("operator"), { id: randomUUID() });
    expect(await failureOf(call)).toMatchObject({ code: "not-found" });
  });

  it("where the upstream fails: the record keeps its state", async () => {
    await using server = await startServer((response) => answerJson(response, 500, {}));
    const { id } = await record(stage, { upstream: "us", status: "connected" });
    const call = deauthorizeInstance(stage.as("operator", upstreamAt(server.url)), { id });
    expect(await failureOf(call)).toMatchObject({ code: "upstream-unavailable", effect: "maybe-changed" });
    expect(await statusOf(id)).toBe("connected");
    expect(await stage.auditOf(id)).toMatchObject([
      { action: "instance.deauthorize", outcome: "failed", details: { maybeChanged: true } },
    ]);
  });

  it("where the upstream answers that it did not do it: the record keeps its state", async () => {
    await using server = await startServer((response) =>
      answerJson(response, 200, { success: false, message: "not today" }),
    );
    const { id } = await record(stage, { upstream: "us", status: "connected" });
    const call = deauthorizeInstance(stage.as("operator", upstreamAt(server.url)), { id });
    expect(await failureOf(call)).toMatchObject({ code: "upstream-rejected" });
    expect(await statusOf(id)).toBe("connected");
  });
});

it("is not undone by an answer to a question that was asked before it", async () => {
  const made = await connected();
  const [before] = await stage.db.select().from(instance).where(eq(instance.id, made.id));
  if (!before) throw new Error("not recorded");
  await deauthorizeInstance(stage.as("operator"), { id: made.id });
  await refreshState(stage.as("operator"), before);
  expect(await statusOf(made.id)).toBe("revoked");
});

it("removes the authorization, and the instance is revoked and stays so", async () => {
  const made = await connected();
  expect(await statusOf(made.id)).toBe("connected");
  const answer = await deauthorizeInstance(stage.as("operator"), { id: made.id });
  expect(answer.instance).toMatchObject({ id: made.id, status: "revoked", instanceId: made.instanceId });
  expect(await stage.embedded.observe(made.instanceId)).toMatchObject({ account: "wanted" });
  await refresh(made.id);
  await refresh(made.id);
  expect(await statusOf(made.id)).toBe("revoked");
  expect(await stage.auditOf(made.id, "instance.deauthorize")).toMatchObject([
    { outcome: "succeeded", details: { status: { from: "connected", to: "revoked" } } },
  ]);

  await authorizeAtEngine(made);
  await refresh(made.id);
  expect(await statusOf(made.id)).toBe("connected");
});

it("can be repeated, and makes nothing of a server that needs no sign-in", async () => {
  const made = await connected();
  for (let time = 0; time < 2; time += 1) await deauthorizeInstance(stage.as("operator"), { id: made.id });
  expect(await statusOf(made.id)).toBe("revoked");

  const { instance: open } = await createInstance(
    stage.as("operator"),
    instanceRequest({ serverName: "Hacker News" }),
  );
  await deauthorizeInstance(stage.as("operator"), { id: open.id });
  expect(await statusOf(open.id)).toBe("no-sign-in-needed");
});

it("finds out where there was nothing to remove that the instance is gone", async () => {
  const { id } = await record(stage, { status: "connected" });
  const answer = await deauthorizeInstance(stage.as("operator"), { id });
  expect(answer.instance).toMatchObject({ status: "unknown", missing: true });
  expect((await findInstance(stage.db, id)).missingSince).toBeInstanceOf(Date);
  expect((await stage.auditOf(id)).map(({ action }) => action)).toEqual([
    "instance.deauthorize",
    "instance.observe",
  ]);
});
