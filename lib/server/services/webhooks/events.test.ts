import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EVENT_TYPES, type EventType } from "@/lib/contracts/event";
import { runDue } from "../../background/run";
import { apiKey } from "../../db/schema/api-key";
import { engineCredential } from "../../db/schema/engine-credential";
import { instance } from "../../db/schema/instance";
import { connectLink } from "../../db/schema/link";
import { upstreamHour } from "../../db/schema/upstream";
import { warning } from "../../db/schema/warning";
import { eventOutbox, webhookDelivery, webhookEndpoint } from "../../db/schema/webhook";
import { noteVersions } from "../../engine/store/tool-versions";
import { recordToolChange } from "../../process/record-tool-change";
import { createApiKey } from "../api-keys/create";
import { setKey } from "../connect/key";
import { deauthorizeInstance } from "../instances/deauthorize";
import { deleteInstance } from "../instances/delete";
import { auditObservation } from "../instances/observe";
import { rotateUrl } from "../instances/rotate-url";
import { createJob } from "../jobs/create";
import { stopJob } from "../jobs/stop";
import { openLink } from "../links/open";
import { linksOn } from "../links/testing";
import { addMember, openTestConsole, type TestConsole } from "../testing";
import { offboardUser } from "../users/offboard";
import { warnOfEnds } from "../warnings/ends";
import { watchUpstreams } from "../warnings/upstreams";
import { attemptDelivery } from "./attempt";
import { createWebhook } from "./create";
import { sendTestEvent } from "./send-test";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
  await addMember(stage, "operator");
  await createWebhook(stage.as("administrator"), { url: "https://r.example/", events: [...EVENT_TYPES] });
});
afterAll(() => stage.close());

/** So many calls of an upstream in this hour, of which so many failed. */
async function called(calls: number, failures: number): Promise<void> {
  await stage.db.delete(upstreamHour);
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
  await stage.db
    .insert(upstreamHour)
    .values({ upstream: "us", hour, calls, failures, totalTime: 1, slowest: 1 });
}

/** How each event comes about. A new one without a way to it does not compile. */
const WAYS: Record<EventType, (links: ReturnType<typeof linksOn>) => Promise<unknown>> = {
  "instance.created": (links) => links.create("GitHub"),
  async "instance.connected"(links) {
    const [made] = await links.create("GitHub");
    await setKey(stage.as("operator"), { id: made?.id ?? "", key: "a-key" });
  },
  async "instance.needs-authorization"(links) {
    const [made] = await links.create("GitHub");
    await setKey(stage.as("operator"), { id: made?.id ?? "", key: "a-key" });
    await deauthorizeInstance(stage.as("operator"), { id: made?.id ?? "" });
  },
  async "instance.gone"(links) {
    const [made] = await links.create("GitHub");
    const [row] = await stage.db
      .select()
      .from(instance)
      .where(eq(instance.id, made?.id ?? ""));
    if (!row) throw new Error("nothing was created");
    const observed = { ...row, statusCheckedAt: new Date(), missingSince: new Date() };
    await auditObservation(stage.db, stage.system(), row, observed);
  },
  async "instance.deleted"(links) {
    const [made] = await links.create("GitHub");
    await deleteInstance(stage.as("operator"), { id: made?.id ?? "" });
  },
  async "instance.url-changed"(links) {
    const [made] = await links.create("GitHub");
    await rotateUrl(stage.as("operator"), { id: made?.id ?? "" });
  },
  "link.created": async (links) => links.send(await links.create("GitHub")),
  async "link.finished"(links) {
    const [made] = await links.create("GitHub");
    if (!made) throw new Error("nothing was created");
    const { token } = await links.send([made]);
    const person = await links.person(token);
    await links.connect(person, token, 0, made);
    await openLink(person, { token });
    await openLink(person, { token });
  },
  async "job.finished"(links) {
    const [made] = await links.create("GitHub");
    await createJob(stage.as("operator"), { action: "refresh", instanceIds: [made?.id ?? ""] });
    await runDue(stage.system(), { kind: "run-job" });
  },
  async "job.stopped"(links) {
    const [made] = await links.create("GitHub");
    const { job } = await createJob(stage.as("operator"), {
      action: "refresh",
      instanceIds: [made?.id ?? ""],
    });
    await stopJob(stage.as("operator"), job);
  },
  async "instance.expiring"(links) {
    const [made] = await links.create("GitHub");
    await setKey(stage.as("operator"), { id: made?.id ?? "", key: "a-key" });
    const ends = { expiresAt: sql`now() + interval '1 hour'`, updatedAt: sql`now() - interval '2 hours'` };
    const of = eq(engineCredential.instanceId, made?.instanceId ?? "");
    await stage.db.update(engineCredential).set(ends).where(of);
    await warnOfEnds(stage.system());
  },
  async "link.expiring"(links) {
    const { link } = await links.send(await links.create("GitHub"), 72);
    const ends = { expiresAt: sql`now() + interval '1 hour'` };
    await stage.db
      .update(connectLink)
      .set({ ...ends, createdAt: sql`now() - interval '2 days'` })
      .where(eq(connectLink.id, link.id));
    await warnOfEnds(stage.system());
  },
  async "api-key.expiring"() {
    const asked = { name: "Robot", scopes: ["console" as const], role: "viewer" as const, account: "main" };
    const { key } = await createApiKey(stage.as("administrator"), { ...asked, expiresInDays: 90 });
    const ends = { expiresAt: sql`now() + interval '1 day'`, createdAt: sql`now() - interval '89 days'` };
    await stage.db.update(apiKey).set(ends).where(eq(apiKey.id, key.id));
    await warnOfEnds(stage.system());
  },
  async "upstream.failing"() {
    await stage.db.delete(warning);
    await called(4, 4);
    await watchUpstreams(stage.system(), new Date());
  },
  async "upstream.recovered"() {
    await called(4, 4);
    await watchUpstreams(stage.system(), new Date());
    await called(4, 0);
    await watchUpstreams(stage.system(), new Date());
  },
  async "webhook.disabled"() {
    const form = { url: "https://receiver.invalid/", events: ["job.stopped" as const] };
    const { webhook } = await createWebhook(stage.as("administrator"), form);
    const { delivery } = await sendTestEvent(stage.as("administrator"), webhook);
    const [endpoint] = await stage.db
      .update(webhookEndpoint)
      .set({ failingSince: new Date(0) })
      .where(eq(webhookEndpoint.id, webhook.id))
      .returning();
    const [row] = await stage.db.select().from(webhookDelivery).where(eq(webhookDelivery.id, delivery.id));
    if (!endpoint || !row) throw new Error("nothing was sent");
    await attemptDelivery(stage.system(), endpoint, row);
  },
  async "user.offboarded"(links) {
    const [made] = await links.create("GitHub");
    await offboardUser(stage.as("operator"), { userId: made?.userId ?? "" });
    await runDue(stage.system(), { kind: "run-job" });
  },
  async "server.tool-changed"() {
    const seen = { serverName: "Linear" as const, place: randomUUID() };
    for (const hash of ["one", "another"]) {
      await noteVersions(stage.db, seen, [{ tool: "search", hash, definition: "{}" }], recordToolChange);
    }
  },
};

it("of an instance that nobody signs in to, taking the authorization away says nothing", async () => {
  const [made] = await linksOn(stage).create("Hacker News");
  await stage.db.delete(eventOutbox);
  await deauthorizeInstance(stage.as("operator"), { id: made?.id ?? "" });
  expect(await stage.db.$count(eventOutbox)).toBe(0);
});

it("an account that is connected by consent is told of once, too", async () => {
  const links = linksOn(stage);
  const [made] = await links.create("GitHub");
  if (!made) throw new Error("nothing was created");
  const { token } = await links.send([made]);
  const person = await links.person(token);
  await stage.db.delete(eventOutbox);
  await links.connect(person, token, 0, made);
  await openLink(person, { token });
  const told = await stage.db.select({ type: eventOutbox.type }).from(eventOutbox);
  expect(told.map(({ type }) => type).sort()).toEqual(["instance.connected", "link.finished"]);
});

it.each(EVENT_TYPES)("%s is put into the outbox, once", async (type) => {
  await stage.db.delete(eventOutbox);
  await WAYS[type](linksOn(stage));
  const told = await stage.db.select().from(eventOutbox).where(eq(eventOutbox.type, type));
  expect(told).toMatchObject([{ type, data: { subject: { type: expect.any(String) } } }]);
});
