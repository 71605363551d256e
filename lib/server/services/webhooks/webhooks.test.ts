import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { Webhook as Verifier } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventSchema } from "@/lib/contracts/event";
import { webhookFormSchema } from "@/lib/contracts/webhook";
import { recordAudit } from "../../audit/record";
import { eventOutbox, webhookDelivery, webhookEndpoint } from "../../db/schema/webhook";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf, type SeenRequest } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { deleteInstance } from "../instances/delete";
import { everyRow, instanceRequest, openTestConsole, type TestConsole } from "../testing";
import { DAYS_OF_FAILURE, SCHEDULE } from "./attempt";
import { createWebhook } from "./create";
import { deleteWebhook } from "./delete";
import { listWebhooks } from "./list";
import { readWebhook } from "./read";
import { redeliverWebhook } from "./redeliver";
import { rotateWebhookSecret } from "./rotate-secret";
import { sendTestEvent } from "./send-test";
import { addWebhook, deliver, type Receiver, startReceiver } from "./testing";
import { updateWebhook } from "./update";

it.each<[string, object, string]>([
  ["without an address", { events: ["instance.created"] }, "url"],
  ["with something else than an address", { url: "receiver", events: ["instance.created"] }, "url"],
  ["with a password in it", { url: "https://a:b@r.example/", events: ["instance.created"] }, "url"],
  ["of another kind", { url: "file:///etc/passwd", events: ["instance.created"] }, "url"],
  ["without an event", { url: "https://r.example/", events: [] }, "events"],
  ["with an event that there is none of", { url: "https://r.example/", events: ["a.b"] }, "events"],
])("an endpoint is refused %s", (_, asked, field) => {
  expect(webhookFormSchema.safeParse(asked).error?.issues[0]?.path[0]).toBe(field);
});

/** What the specification's own library says of a delivery. @throws where it is not signed by the secret */
const verify = (secret: string, { body, headers }: SeenRequest) =>
  eventSchema.parse(new Verifier(secret).verify(body, headers as Record<string, string>));

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
    stage = await openTestConsole(open, { allowHosts: [receiver.host] });
  });
  afterEach(async () => {
    receiver.answers.length = 0;
    receiver.seen.length = 0;
    await stage.db.delete(webhookEndpoint);
    await stage.db.delete(eventOutbox);
  });
  afterAll(async () => {
    await stage.close();
    await receiver[Symbol.asyncDispose]();
  });

  const administrator = () => stage.as("administrator");
  const create = async () => (await createInstance(stage.as("operator"), instanceRequest())).instance;
  const read = async (id: string) => readWebhook(administrator(), { id });
  /** Puts forward the time of whatever waits. */
  const wait = () => stage.db.update(webhookDelivery).set({ nextAt: sql`now()` });

  it.each(["viewer", "operator"] as const)("a %s does and sees nothing of it", async (role) => {
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    const form = { url: receiver.url, events: ["instance.created" as const] };
    for (const asked of [
      () => createWebhook(stage.as(role), form),
      () => listWebhooks(stage.as(role)),
      () => readWebhook(stage.as(role), webhook),
      () => updateWebhook(stage.as(role), { id: webhook.id, isEnabled: false }),
      () => rotateWebhookSecret(stage.as(role), webhook),
      () => deleteWebhook(stage.as(role), webhook),
      () => sendTestEvent(stage.as(role), webhook),
      () => redeliverWebhook(stage.as(role), { id: webhook.id, delivery: randomUUID() }),
    ])
      expect(await failureOf(asked())).toMatchObject({ code: "forbidden" });
    expect(receiver.seen).toEqual([]);
  });

  it.each([
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://10.0.0.1/x",
    "https://intranet/",
    "http://r.example/",
  ])("nothing is ever sent to %s", async (url) => {
    const form = { url, events: ["instance.created" as const] };
    const refusal = { code: "invalid", fields: { url: [expect.any(String)] } };
    expect(await failureOf(createWebhook(administrator(), form))).toMatchObject(refusal);
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    expect(await failureOf(updateWebhook(administrator(), { id: webhook.id, url }))).toMatchObject(refusal);
  });

  it("a name that leads into the own network is refused when it is called", async () => {
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    await stage.db.update(webhookEndpoint).set({ url: "https://127.0.0.1:1/hooks" });
    const { delivery } = await sendTestEvent(administrator(), webhook);
    expect(delivery).toMatchObject({ state: "failed", attempts: [{ succeeded: false, status: null }] });
    expect(delivery.attempts[0]?.reason).toContain("not on the public internet");
  });

  it("one that does not exist is not found", async () => {
    const id = randomUUID();
    for (const asked of [
      () => readWebhook(administrator(), { id }),
      () => updateWebhook(administrator(), { id, isEnabled: true }),
      () => rotateWebhookSecret(administrator(), { id }),
      () => deleteWebhook(administrator(), { id }),
      () => sendTestEvent(administrator(), { id }),
      () => redeliverWebhook(administrator(), { id, delivery: id }),
    ])
      expect(await failureOf(asked())).toMatchObject({ code: "not-found" });
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    const other = await addWebhook(stage, receiver, ["instance.created"]);
    const { delivery } = await sendTestEvent(administrator(), other.webhook);
    const notIts = redeliverWebhook(administrator(), { id: webhook.id, delivery: delivery.id });
    expect(await failureOf(notIts)).toMatchObject({ code: "not-found" });
  });

  it("its secret is told once, and kept encrypted", async () => {
    const { webhook, secret } = await addWebhook(stage, receiver, ["instance.created"]);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await sendTestEvent(administrator(), webhook);
    expect(JSON.stringify(await listWebhooks(administrator()))).not.toContain(secret);
    expect(JSON.stringify(await read(webhook.id))).not.toContain(secret);
    expect(await everyRow(stage.db)).not.toContain(secret.slice("whsec_".length));
    expect(stage.lines.join()).not.toContain(secret.slice("whsec_".length));
    const [event] = await stage.auditOf(webhook.id, "webhook.create");
    expect(event?.details).toEqual({ address: `${receiver.url}/hooks`, events: ["instance.created"] });
  });

  it("a change is told, signed, with what it was about", async () => {
    const { webhook, secret } = await addWebhook(stage, receiver, ["instance.created"]);
    const { id, userId } = await create();
    await deliver(stage);
    const [request] = receiver.seen;
    if (!request) throw new Error("nothing came");
    expect(receiver.seen).toHaveLength(1);
    expect(request).toMatchObject({ method: "POST", path: "/hooks" });
    expect(request.headers["content-type"]).toBe("application/json");
    expect(verify(secret, request)).toMatchObject({
      type: "instance.created",
      data: {
        subject: { type: "instance", id },
        actor: { kind: "member", id: "member-operator" },
        details: { serverName: "GitHub", userId },
        instance: { id, serverName: "GitHub", userId, platformName: null, status: "waiting" },
        page: `https://console.example.com/instances/${id}`,
      },
    });
    const another = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    expect(() => verify(another, request)).toThrow();
    expect(() => verify(secret, { ...request, body: request.body.replace("GitHub", "Gitlab") })).toThrow();
    const late = String(Number(request.headers["webhook-timestamp"]) + 1);
    const moved = { ...request, headers: { ...request.headers, "webhook-timestamp": late } };
    expect(() => verify(secret, moved)).toThrow();
    const { deliveries, webhook: told } = await read(webhook.id);
    expect(deliveries).toMatchObject([
      { type: "instance.created", state: "delivered", payload: request.body, nextAttemptAt: null },
    ]);
    expect(`msg_${deliveries[0]?.messageId}`).toBe(request.headers["webhook-id"]);
    expect(deliveries[0]?.attempts).toMatchObject([{ succeeded: true, status: 204, byHand: false }]);
    expect(told).toMatchObject({ state: "active", waiting: 0, latest: { state: "delivered" } });
    // Nothing secret goes out with it.
    expect(request.body).not.toContain("/engine/mcp/");
    await deliver(stage);
    expect(receiver.seen).toHaveLength(1);
  });

  it("it waits in the outbox with the change itself, and is gone with it", async () => {
    await addWebhook(stage, receiver, ["job.stopped"]);
    const by = { caller: administrator().caller, request: { id: null, address: null } };
    const entry = { action: "job.stop", subject: randomUUID(), details: {} } as const;
    const undone = stage.db.transaction(async (tx) => {
      await recordAudit(tx, by, entry);
      expect(await tx.$count(eventOutbox)).toBe(1);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await stage.db.$count(eventOutbox)).toBe(0);
    await recordAudit(stage.db, by, entry, { ...entry, outcome: "failed" });
    expect(await stage.db.$count(eventOutbox)).toBe(1);
  });

  it("nothing is kept where nobody is told", async () => {
    await create();
    expect(await stage.db.$count(eventOutbox)).toBe(0);
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    await updateWebhook(administrator(), { id: webhook.id, isEnabled: false });
    await create();
    expect(await stage.db.$count(eventOutbox)).toBe(0);
  });

  it("each endpoint is told of what it wants, from when it was added", async () => {
    await addWebhook(stage, receiver, ["instance.deleted"], "/deleted");
    const { id } = await create();
    await addWebhook(stage, receiver, ["instance.created", "instance.deleted"], "/late");
    await deleteInstance(stage.as("operator"), { id });
    await deliver(stage);
    const told = receiver.seen.map(({ path, body }) => `${path} ${JSON.parse(body).type}`);
    expect(told.sort()).toEqual(["/deleted instance.deleted", "/late instance.deleted"]);
    expect(await stage.db.$count(eventOutbox)).toBe(0);
    expect(JSON.parse(receiver.seen[0]?.body ?? "").data).not.toHaveProperty("instance");
  });

  it.each([500, 404, 302])("after an answer of %i it comes again, later and later", async (status) => {
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    await create();
    for (const [index, seconds] of SCHEDULE.entries()) {
      receiver.answers.push(status);
      await deliver(stage);
      expect(receiver.seen).toHaveLength(index + 1);
      const [delivery] = (await read(webhook.id)).deliveries;
      expect(delivery).toMatchObject({ state: "pending", attempts: { length: index + 1 } });
      expect(delivery?.attempts[0]).toMatchObject({ status, reason: `It answered ${status}.` });
      expect(delivery?.attempts[0]?.answer).toBe(`answered ${status}`);
      const waits = (Date.parse(delivery?.nextAttemptAt ?? "") - Date.now()) / 1000;
      expect(waits).toBeGreaterThan(seconds * 0.8 - 3);
      expect(waits).toBeLessThan(seconds * 1.2);
      // Not before.
      await deliver(stage);
      expect(receiver.seen).toHaveLength(index + 1);
      await wait();
    }
    receiver.answers.push(status);
    await deliver(stage);
    const { deliveries, webhook: told } = await read(webhook.id);
    expect(deliveries).toMatchObject([{ state: "failed", nextAttemptAt: null }]);
    expect(told).toMatchObject({ state: "failing", latest: { state: "failed" } });
    await wait();
    await deliver(stage);
    expect(receiver.seen).toHaveLength(SCHEDULE.length + 1);
    // It led nowhere else.
    expect(new Set(receiver.seen.map(({ path }) => path))).toEqual(new Set(["/hooks"]));
    expect(new Set(receiver.seen.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it("the schedule lasts for days", () => {
    expect(SCHEDULE.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(3 * 24 * 60 * 60);
  });

  it("one that takes nothing does not hold up another", async () => {
    await using dead = await startReceiver();
    dead.answers.push(...Array.from({ length: 20 }, () => 500));
    await using allowed = await openTestConsole(open, { allowHosts: [receiver.host, dead.host] }).then(
      (both) => ({
        both,
        [Symbol.asyncDispose]: both.close,
      }),
    );
    const { both } = allowed;
    await addWebhook(both, dead, ["instance.created"]);
    await addWebhook(both, receiver, ["instance.created"]);
    for (let n = 0; n < 10; n += 1) await createInstance(both.as("operator"), instanceRequest());
    await deliver(both);
    expect(receiver.seen).toHaveLength(10);
    expect(dead.seen.length).toBeLessThan(10);
  });

  it("an endpoint that fails for days is disabled, and told of it", async () => {
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    const failAt = async (days: number) => {
      const since = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
      await stage.db.update(webhookEndpoint).set({ failingSince: since });
      receiver.answers.push(500);
      await wait();
      await deliver(stage);
    };
    await create();
    await failAt(DAYS_OF_FAILURE - 1);
    expect((await read(webhook.id)).webhook.state).toBe("failing");
    await failAt(DAYS_OF_FAILURE + 1);
    expect((await read(webhook.id)).webhook).toMatchObject({
      state: "disabled",
      disabledBecause: "failing",
      waiting: 1,
    });
    expect(await stage.auditOf(webhook.id, "webhook.disable")).toMatchObject([
      { actorId: "system", details: { because: `it failed for ${DAYS_OF_FAILURE} days` } },
    ]);
    const sent = receiver.seen.length;
    await wait();
    await deliver(stage);
    expect(receiver.seen).toHaveLength(sent);
    const { webhook: enabled } = await updateWebhook(administrator(), { id: webhook.id, isEnabled: true });
    expect(enabled).toMatchObject({ state: "active", disabledBecause: null, failingSince: null });
    await deliver(stage);
    expect((await read(webhook.id)).deliveries).toMatchObject([{ state: "delivered" }]);
  });

  it("one success gives it its days anew", async () => {
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    await stage.db.update(webhookEndpoint).set({ failingSince: new Date(0) });
    await create();
    await deliver(stage);
    expect((await read(webhook.id)).webhook).toMatchObject({ state: "active", failingSince: null });
  });

  it("one that says it is gone is disabled at once", async () => {
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    await create();
    receiver.answers.push(410);
    await deliver(stage);
    expect((await read(webhook.id)).webhook).toMatchObject({ state: "disabled", disabledBecause: "gone" });
  });

  it("with another secret, both sign for a day", async () => {
    const { webhook, secret: before } = await addWebhook(stage, receiver, ["instance.created"]);
    const { secret: after, webhook: told } = await rotateWebhookSecret(administrator(), webhook);
    expect(after).not.toBe(before);
    expect(Date.parse(told.previousSecretUntil ?? "") - Date.now()).toBeGreaterThan(23 * 60 * 60 * 1000);
    await sendTestEvent(administrator(), webhook);
    const [both] = receiver.seen.splice(0);
    if (!both) throw new Error("nothing came");
    expect(verify(before, both)).toEqual(verify(after, both));
    await stage.db.update(webhookEndpoint).set({ previousUntil: new Date() });
    await sendTestEvent(administrator(), webhook);
    const [one] = receiver.seen;
    if (!one) throw new Error("nothing came");
    expect(verify(after, one)).toMatchObject({ type: "webhook.test" });
    expect(() => verify(before, one)).toThrow();
    expect((await read(webhook.id)).webhook.previousSecretUntil).toBeNull();
  });

  it("a delivery is repeated by hand, under the id that it had", async () => {
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    await create();
    receiver.answers.push(500, 500);
    await deliver(stage);
    const [failed] = (await read(webhook.id)).deliveries;
    const asked = { id: webhook.id, delivery: failed?.id ?? "" };
    expect(await redeliverWebhook(administrator(), asked)).toMatchObject({
      delivery: { state: "pending", attempts: [{ byHand: true, status: 500 }, { byHand: false }] },
    });
    expect(await redeliverWebhook(administrator(), asked)).toMatchObject({
      delivery: { state: "delivered", attempts: { length: 3 } },
    });
    // Also what was taken already.
    await redeliverWebhook(administrator(), asked);
    expect(receiver.seen).toHaveLength(4);
    expect(new Set(receiver.seen.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(receiver.seen.map(({ body }) => body)).size).toBe(1);
    expect(await stage.auditOf(webhook.id, "webhook.redeliver")).toHaveLength(3);
    for (let n = 0; n < 25; n += 1) await redeliverWebhook(administrator(), asked);
    expect((await read(webhook.id)).deliveries[0]?.attempts).toHaveLength(20);
  });

  it("a test event that fails is not repeated, and disables nothing", async () => {
    const { webhook, secret } = await addWebhook(stage, receiver, ["instance.created"]);
    await sendTestEvent(administrator(), webhook);
    const [request] = receiver.seen;
    if (!request) throw new Error("nothing came");
    expect(verify(secret, request)).toMatchObject({ type: "webhook.test", data: { details: {} } });
    await stage.db.update(webhookEndpoint).set({ failingSince: new Date(0) });
    receiver.answers.push(500);
    const { delivery } = await sendTestEvent(administrator(), webhook);
    expect(delivery).toMatchObject({ state: "failed", attempts: [{ byHand: true, status: 500 }] });
    await wait();
    await deliver(stage);
    expect(receiver.seen).toHaveLength(2);
    expect((await read(webhook.id)).webhook.state).toBe("failing");
  });

  it("two processes tell each event once", async () => {
    await addWebhook(stage, receiver, ["instance.created"]);
    for (let n = 0; n < 30; n += 1) await create();
    await Promise.all([deliver(stage), deliver(stage)]);
    await deliver(stage);
    expect(receiver.seen).toHaveLength(30);
    expect(new Set(receiver.seen.map(({ headers }) => headers["webhook-id"])).size).toBe(30);
  });

  it("one that is deleted is told nothing more", async () => {
    const { webhook } = await addWebhook(stage, receiver, ["instance.created"]);
    await create();
    await deleteWebhook(administrator(), webhook);
    await deliver(stage);
    expect(receiver.seen).toEqual([]);
    expect(await stage.db.$count(webhookDelivery)).toBe(0);
    expect(await stage.db.$count(eventOutbox, eq(eventOutbox.type, "instance.created"))).toBe(0);
  });

  it("there are no more than anybody has", async () => {
    for (let n = 0; n < 50; n += 1) await addWebhook(stage, receiver, ["instance.created"]);
    const another = addWebhook(stage, receiver, ["instance.created"]);
    expect(await failureOf(another)).toMatchObject({ code: "conflict" });
    expect((await listWebhooks(administrator())).webhooks).toHaveLength(50);
  });
});
