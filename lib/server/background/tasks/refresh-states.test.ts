import type { ServerResponse } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Context, System } from "../../context";
import { instance } from "../../db/schema/instance";
import { TEST_DATABASES } from "../../db/testing";
import { createInstance } from "../../services/instances/create";
import { findInstance } from "../../services/instances/find";
import { record } from "../../services/instances/testing";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../../services/testing";
import { answerJson, type SeenRequest, startServer } from "../../upstream/testing";
import { refreshStates } from "./refresh-states";

/** One turn that begins nothing more after so many milliseconds. */
const sweep = (context: Context<System>, time = 25_000) => {
  const until = Date.now() + time;
  return refreshStates(context, () => Date.now() < until);
};

const MINUTE = 60 * 1000;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

const CONNECTED = { authNeeded: true, isAuthenticated: true };

/** An upstream that knows every instance, but for those of which `odd` makes something else. */
function answering(odd: (id: string, response: ServerResponse) => boolean = () => false) {
  return startServer((response, _, { path }: SeenRequest) => {
    const id = path.split("/").at(-1) ?? "";
    if (!odd(id, response)) answerJson(response, 200, CONNECTED);
  });
}

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterEach(async () => {
    for (const table of [instance]) await stage.db.delete(table);
  });
  afterAll(() => stage.close());

  const stale = (
    upstreamInstanceId: string,
    minutes: number,
    more: Partial<typeof instance.$inferInsert> = {},
  ) => record(stage, { upstream: "us", upstreamInstanceId, statusCheckedAt: minutesAgo(minutes), ...more });
  const asked = (seen: SeenRequest[]) => seen.map(({ path }) => path.split("/").at(-1));

  it("leaves alone what is young, and what is at an upstream that is not there", async () => {
    await using server = await answering();
    await stale("waiting-young", 14, { status: "waiting" });
    await stale("connected-young", 5 * 60, { status: "connected" });
    await stale("open-young", 5 * 60, { status: "no-sign-in-needed" });
    await stale("elsewhere", 10_000, { upstream: "eu" });
    expect(await sweep(stage.system(upstreamAt(server.url)))).toEqual({ refreshed: 0, failed: 0 });
    expect(server.seen).toEqual([]);
  });

  it("asks for what is old, what was never asked for first, then the oldest", async () => {
    await using server = await answering();
    const waiting = await stale("waiting-16", 16);
    await stale("revoked-400", 400, { status: "revoked" });
    await stale("connected-500", 500, { status: "connected" });
    await record(stage, { upstream: "us", upstreamInstanceId: "never", statusCheckedAt: null });
    expect(await sweep(stage.system(upstreamAt(server.url)))).toMatchObject({ refreshed: 4, failed: 0 });
    expect(asked(server.seen)).toEqual(["never", "connected-500", "revoked-400", "waiting-16"]);
    const after = await findInstance(stage.db, waiting.id);
    expect(after).toMatchObject({ status: "connected", missingSince: null });
    expect(after.connectedAt).toEqual(after.statusCheckedAt);
    expect(after.statusCheckedAt?.getTime()).toBeGreaterThan(Date.now() - MINUTE);
    expect(await sweep(stage.system(upstreamAt(server.url)))).toMatchObject({ refreshed: 0 });
  });

  it("takes all that there is time for, each once, and the others the next time", async () => {
    await using server = await answering();
    for (let index = 0; index < 57; index += 1) await stale(`instance-${index}`, 1000 - index);
    const upstream = upstreamAt(server.url);
    expect(await sweep(stage.system(upstream), 0)).toMatchObject({ refreshed: 0 });
    expect(await sweep(stage.system(upstream))).toMatchObject({ refreshed: 57 });
    expect(await sweep(stage.system(upstream))).toMatchObject({ refreshed: 0 });
    expect(asked(server.seen)).toEqual(Array.from({ length: 57 }, (_, index) => `instance-${index}`));
  });

  it("begins nothing after its time", async () => {
    const slow = { refreshed: 0 };
    await using server = await startServer((response) => {
      slow.refreshed += 1;
      setTimeout(() => answerJson(response, 200, CONNECTED), 150);
    });
    for (let index = 0; index < 3; index += 1) await stale(`slow-${index}`, 1000 - index);
    expect(await sweep(stage.system(upstreamAt(server.url)), 100)).toMatchObject({ refreshed: 1 });
    expect(slow.refreshed).toBe(1);
  });

  it("finds out that what needed no sign-in is gone, or needs one by now", async () => {
    await using server = await answering((id, response) => {
      if (id === "gone") answerJson(response, 404, {});
      return id === "gone";
    });
    const gone = await stale("gone", 400, { status: "no-sign-in-needed" });
    const signsIn = await stale("signs-in", 400, { status: "no-sign-in-needed" });
    expect(await sweep(stage.system(upstreamAt(server.url)))).toMatchObject({ refreshed: 2, failed: 0 });
    expect((await findInstance(stage.db, gone.id)).missingSince).toBeInstanceOf(Date);
    expect(await findInstance(stage.db, signsIn.id)).toMatchObject({ status: "connected" });
  });

  it("stops at an upstream that is down, and goes on with the others", async () => {
    await using down = await startServer((response) => answerJson(response, 401, {}));
    await using up = await answering();
    for (let index = 0; index < 5; index += 1) {
      await stale(`us-${index}`, 1000);
      await stale(`eu-${index}`, 900, { upstream: "eu" });
    }
    const swept = await sweep(stage.system(upstreamAt(down.url, "us"), upstreamAt(up.url, "eu")));
    expect(swept).toEqual({ refreshed: 5, failed: 1 });
    expect(down.seen).toHaveLength(1);
    const rows = await stage.db.select().from(instance).where(eq(instance.upstream, "us"));
    expect(rows.every(({ status }) => status === "waiting")).toBe(true);
  });

  it("lets no instance that brings no answer hold up the others", async () => {
    const poisoned = ["bad-0", "bad-1"];
    await using server = await answering((id, response) => {
      if (poisoned.includes(id)) answerJson(response, 403, {});
      return poisoned.includes(id);
    });
    for (const [index, id] of [...poisoned, "good-0", "good-1"].entries()) await stale(id, 1000 - index);
    const upstream = upstreamAt(server.url);
    for (let time = 0; time < 3; time += 1) await sweep(stage.system(upstream));
    expect(asked(server.seen)).toEqual(["bad-0", "bad-1", "good-0", "good-1", "bad-0"]);
  });

  it("goes on past an answer that makes no sense", async () => {
    await using server = await answering((id, response) => {
      if (id === "garbled") answerJson(response, 200, { isAuthenticated: "perhaps" });
      return id === "garbled";
    });
    const garbled = await stale("garbled", 1000);
    await stale("fine", 900);
    const swept = await sweep(stage.system(upstreamAt(server.url)));
    expect(swept).toMatchObject({ refreshed: 1, failed: 1 });
    expect(await findInstance(stage.db, garbled.id)).toMatchObject({
      status: "waiting",
      statusCheckedAt: garbled.statusCheckedAt,
    });
  });

  it("finds out what was deleted behind our back, and when it is there again", async () => {
    const { instance: made } = await createInstance(stage.as("operator"), instanceRequest());
    const gone = await record(stage, { statusCheckedAt: minutesAgo(1000), status: "connected" });
    await sweep(stage.system());
    expect(await findInstance(stage.db, made.id)).toMatchObject({ status: "waiting", missingSince: null });
    const missing = await findInstance(stage.db, gone.id);
    expect(missing.status).toBe("unknown");
    expect(missing.missingSince).toBeInstanceOf(Date);

    const old = { statusCheckedAt: minutesAgo(1000) };
    await stage.db.update(instance).set(old).where(eq(instance.id, gone.id));
    await sweep(stage.system());
    expect((await findInstance(stage.db, gone.id)).missingSince).toEqual(missing.missingSince);

    const back = { ...old, upstreamInstanceId: made.instanceId, userId: made.userId, platformName: "other" };
    await stage.db.update(instance).set(back).where(eq(instance.id, gone.id));
    await sweep(stage.system());
    expect(await findInstance(stage.db, gone.id)).toMatchObject({ status: "waiting", missingSince: null });
  });
});
