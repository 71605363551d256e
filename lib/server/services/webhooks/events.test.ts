import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EVENT_TYPES, type EventType } from "@/lib/contracts/event";
import { runDue } from "../../background/run";
import { instance } from "../../db/schema/instance";
import { eventOutbox } from "../../db/schema/webhook";
import { noteVersions } from "../../engine/store/tool-versions";
import { recordToolChange } from "../../process/record-tool-change";
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
import { createWebhook } from "./create";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
  await addMember(stage, "operator");
  await createWebhook(stage.as("administrator"), { url: "https://r.example/", events: [...EVENT_TYPES] });
});
afterAll(() => stage.close());

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
