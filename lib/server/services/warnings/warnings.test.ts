import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { EventType } from "@/lib/contracts/event";
import { sweepLeftovers } from "../../background/tasks/sweep-leftovers";
import { apiKey } from "../../db/schema/api-key";
import { auditEvent } from "../../db/schema/audit";
import { engineCredential } from "../../db/schema/engine-credential";
import { instance } from "../../db/schema/instance";
import { connectLink } from "../../db/schema/link";
import { upstreamHour } from "../../db/schema/upstream";
import { warning } from "../../db/schema/warning";
import { eventOutbox, webhookEndpoint } from "../../db/schema/webhook";
import { TEST_DATABASES } from "../../db/testing";
import { createApiKey } from "../api-keys/create";
import { revokeApiKey } from "../api-keys/revoke";
import { linksOn } from "../links/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { addWebhook, deliver, type Receiver, startReceiver } from "../webhooks/testing";
import { warnOfEnds } from "./ends";
import { watchUpstreams } from "./upstreams";

const HOUR = 3_600_000;
const EVENTS: EventType[] = [
  "api-key.expiring",
  "instance.expiring",
  "link.expiring",
  "upstream.failing",
  "upstream.recovered",
];
const hours = (count: number) => sql`now() + make_interval(hours => ${sql.raw(String(count))})`;

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
    stage = await openTestConsole(open, { allowHosts: [receiver.host] });
    await addWebhook(stage, receiver, EVENTS);
  });
  afterEach(async () => {
    for (const table of [connectLink, instance, apiKey, upstreamHour, warning, eventOutbox])
      await stage.db.delete(table);
    receiver.seen.length = 0;
  });
  afterAll(async () => {
    await stage.db.delete(webhookEndpoint);
    await stage.close();
    await receiver[Symbol.asyncDispose]();
  });

  /** What the endpoint was told since it was asked last. */
  async function told(): Promise<{ type: string; data: Record<string, unknown> }[]> {
    await deliver(stage);
    return receiver.seen.splice(0).map(({ body }) => JSON.parse(body));
  }
  const warn = () => warnOfEnds(stage.system());

  async function sendLink(begin: number, end: number) {
    const links = linksOn(stage);
    const made = await links.create("GitHub");
    const sent = await links.send(made);
    const life = { createdAt: hours(begin), expiresAt: hours(end) };
    await stage.db.update(connectLink).set(life).where(eq(connectLink.id, sent.link.id));
    return { ...sent, made };
  }

  async function makeKey(begin: number, end: number) {
    const asked = { name: "Robot", scopes: ["console" as const], role: "viewer" as const, account: "main" };
    const { key } = await createApiKey(stage.as("administrator"), { ...asked, expiresInDays: 90 });
    await stage.db
      .update(apiKey)
      .set({ createdAt: hours(begin), expiresAt: hours(end) })
      .where(eq(apiKey.id, key.id));
    return key;
  }

  /** An account by a consent of so long ago, whose tokens end in so many hours. */
  async function connect(begin: number, end: number, more: object = {}) {
    const [made] = await linksOn(stage).create("GitHub");
    if (!made) throw new Error("nothing was created");
    await stage.embedded.setKey(made.instanceId, "granted");
    const life = { updatedAt: hours(begin), expiresAt: hours(end), ...more };
    await stage.db.update(engineCredential).set(life).where(eq(engineCredential.instanceId, made.instanceId));
    return made;
  }

  it("of what does not end soon, is over, was revoked, is finished or can be renewed, nothing is told", async () => {
    await sendLink(-48, 30);
    await sendLink(-48, -1);
    // Made a moment ago: whoever made it knows.
    await sendLink(-1, 20);
    const revoked = await sendLink(-48, 5);
    await stage.db
      .update(connectLink)
      .set({ revokedAt: new Date() })
      .where(eq(connectLink.id, revoked.link.id));
    const finished = await sendLink(-48, 5);
    await stage.db
      .update(instance)
      .set({ status: "connected" })
      .where(eq(instance.id, finished.made[0]?.id ?? ""));
    await makeKey(-2000, 8 * 24);
    await revokeApiKey(stage.as("administrator"), await makeKey(-2000, 5));
    await connect(-48, 30);
    await connect(-48, -1);
    await connect(-48, 5, { refreshAt: hours(4) });
    await connect(-48, 5, { refusedAt: new Date() });
    const gone = await connect(-48, 5);
    await stage.db.update(instance).set({ missingSince: new Date() }).where(eq(instance.id, gone.id));
    expect(await warn()).toBe(0);
    expect(await told()).toEqual([]);
  });

  it("each is told of once, with when it ends and where to see to it", async () => {
    const { link } = await sendLink(-48, 5);
    const key = await makeKey(-2000, 6 * 24);
    const made = await connect(-2, 1);
    expect(await warn()).toBe(3);
    const events = await told();
    const of = (type: string) => events.find((event) => event.type === type)?.data;
    expect(events).toHaveLength(3);
    const ends = { endsAt: expect.stringMatching(/^\d{4}-.*Z$/) };
    const page = "https://console.example.com";
    expect(of("link.expiring")).toMatchObject({
      subject: { type: "link", id: link.id },
      actor: { kind: "system" },
      details: { person: "Ana", userId: link.userId, ...ends },
      page: expect.stringContaining(`${page}/users/view?`),
    });
    expect(of("api-key.expiring")).toMatchObject({
      subject: { type: "api-key", id: key.id },
      details: { name: "Robot", ...ends },
      page: `${page}/settings/api-keys`,
    });
    expect(of("instance.expiring")).toMatchObject({
      subject: { type: "instance", id: made.id },
      details: ends,
      instance: { serverName: "GitHub", userId: made.userId },
      page: `${page}/instances/${made.id}`,
    });
    expect(JSON.stringify(events)).not.toMatch(/granted|engine\/mcp|\/c\//);
    expect(await warn()).toBe(0);
    expect(await told()).toEqual([]);
  });

  it("of another end, it is told anew", async () => {
    const made = await connect(-48, 5);
    await warn();
    await stage.embedded.setKey(made.instanceId, "granted");
    const of = eq(engineCredential.instanceId, made.instanceId);
    await stage.db
      .update(engineCredential)
      .set({ updatedAt: hours(-48), expiresAt: hours(6) })
      .where(of);
    await warn();
    expect((await told()).map(({ type }) => type)).toEqual(["instance.expiring", "instance.expiring"]);
  });

  it("two processes that look at once tell of it once", async () => {
    await sendLink(-48, 5);
    const counts = await Promise.all([warn(), warn(), warn()]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await told()).toHaveLength(1);
  });

  it("what is over is kept in mind no longer", async () => {
    await sendLink(-48, 5);
    await warn();
    const none = await sweepLeftovers(stage.db, new Date(), () => true);
    expect(none.warnings).toBeUndefined();
    const later = await sweepLeftovers(stage.db, new Date(Date.now() + 7 * HOUR), () => true);
    expect(later.warnings).toBe(1);
  });

  describe("an upstream", () => {
    const now = new Date();
    const thisHour = Math.floor(now.getTime() / HOUR) * HOUR;
    async function called(calls: number, failures: number, ago = 0): Promise<void> {
      await stage.db.delete(upstreamHour);
      const row = { calls, failures, totalTime: 1, slowest: 1, hour: new Date(thisHour - ago * HOUR) };
      await stage.db.insert(upstreamHour).values({ ...row, upstream: "us" });
    }
    const watch = () => watchUpstreams(stage.system(), now);

    it.each([
      ["answers", 9, 4, 0],
      ["failed twice", 2, 2, 0],
      ["failed hours ago", 9, 9, 3],
    ])("that %s is not told of", async (__, calls, failures, ago) => {
      await called(calls, failures, ago);
      await watch();
      expect(await told()).toEqual([]);
    });

    it("that fails is told of once, that it recovered once, and that it fails again", async () => {
      await called(6, 3);
      await Promise.all([watch(), watch()]);
      await watch();
      expect(await told()).toMatchObject([
        {
          type: "upstream.failing",
          data: {
            subject: { type: "upstream", id: "us" },
            details: { isFailing: true, calls: 6, failures: 3 },
            page: "https://console.example.com/",
          },
        },
      ]);
      await stage.db.delete(upstreamHour);
      await watch();
      await called(6, 6, 5);
      await watch();
      // Nobody called it, so nobody knows.
      expect(await told()).toEqual([]);
      await called(9, 3);
      await Promise.all([watch(), watch()]);
      await watch();
      expect(await told()).toMatchObject([
        { type: "upstream.recovered", data: { details: { isFailing: false, calls: 9, failures: 3 } } },
      ]);
      await called(9, 9);
      await watch();
      expect((await told()).map(({ type }) => type)).toEqual(["upstream.failing"]);
      expect(await stage.db.$count(auditEvent, eq(auditEvent.action, "upstream.observe"))).toBe(3);
    });
  });
});
