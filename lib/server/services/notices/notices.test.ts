import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eq, sql } from "drizzle-orm";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { EventType } from "@/lib/contracts/event";
import { noticesFormSchema } from "@/lib/contracts/notice";
import { runDue } from "../../background/run";
import { user } from "../../db/schema/auth";
import { memberNotices, notice } from "../../db/schema/notice";
import { eventOutbox } from "../../db/schema/webhook";
import { TEST_DATABASES } from "../../db/testing";
import { createMailer } from "../../mail/mailer";
import { createLogger } from "../../process/log";
import { failureOf } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { addMember, everyRow, instanceRequest, openTestConsole, type TestConsole } from "../testing";
import { type Receiver, startReceiver } from "../webhooks/testing";
import { SCHEDULE } from "./deliver";
import { readNotices } from "./read";
import { sendTestNotice } from "./send-test";
import { updateNotices } from "./update";

it.each<[object, string]>([
  [{ events: ["a.b"], byMail: false }, "events"],
  [{ events: [], byMail: "yes" }, "byMail"],
  [{ events: [], byMail: false, slackUrl: "file:///etc/passwd" }, "slackUrl"],
  [{ events: [], byMail: false, slackUrl: "https://a:b@hooks.example/" }, "slackUrl"],
])("%j is refused", (asked, field) => {
  expect(noticesFormSchema.safeParse(asked).error?.issues[0]?.path[0]).toBe(field);
});

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let slack: Receiver;
  let refuses = false;
  const mails: { to: string; content: string }[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(__, ___, done) {
      done(refuses ? new Error("no such mailbox") : undefined);
    },
    async onData(stream, { envelope }, done) {
      const content = (await text(stream)).replaceAll("=\r\n", "").replaceAll("=3D", "=");
      mails.push({ to: envelope.rcptTo.map(({ address }) => address).join(), content });
      done();
    },
  });
  beforeAll(async () => {
    smtp.listen(0, "127.0.0.1");
    await once(smtp.server, "listening");
    const { port } = smtp.server.address() as AddressInfo;
    const url = `smtp://127.0.0.1:${port}`;
    const mailer = createMailer({ smtp: { url, from: "patchbay@example.com" } }, createLogger("silent"));
    slack = await startReceiver();
    stage = await openTestConsole(open, { ...(mailer && { mailer }), allowHosts: [slack.host] });
    for (const role of ["viewer", "operator", "administrator"] as const) await addMember(stage, role);
  });
  afterEach(async () => {
    refuses = false;
    mails.length = 0;
    slack.seen.length = 0;
    slack.answers.length = 0;
    for (const table of [memberNotices, notice, eventOutbox]) await stage.db.delete(table);
    await stage.db.update(user).set({ disabledAt: null });
  });
  afterAll(async () => {
    await stage.close();
    await slack[Symbol.asyncDispose]();
    await new Promise<void>((done) => smtp.close(() => done()));
  });

  const viewer = () => stage.as("viewer");
  const choose = (more: object = {}, events: EventType[] = ["instance.created"]) =>
    updateNotices(viewer(), { events, byMail: true, slackUrl: `${slack.url}/a-secret-path`, ...more });
  const create = async () => (await createInstance(stage.as("operator"), instanceRequest())).instance;
  const run = () => runDue(stage.system(), { kind: "deliver-events" });
  /** Hands out what happened, lets a minute pass, and tells of it. */
  const tell = async () => {
    await run();
    await stage.db.update(notice).set({ nextAt: sql`now()` });
    await run();
  };

  it("one chooses for oneself alone", async () => {
    await choose();
    expect((await readNotices(viewer())).notices).toEqual({
      events: ["instance.created"],
      byMail: true,
      mailOffered: true,
      slackHost: slack.host,
      failure: null,
    });
    expect((await readNotices(stage.as("operator"))).notices).toMatchObject({ events: [], slackHost: null });
    expect(await stage.auditOf("member-viewer", "account.update-notices")).toMatchObject([
      { details: { events: ["instance.created"], byMail: true, slack: "changed" } },
    ]);
  });

  it("the address of an incoming webhook is kept encrypted, stays where it is left out, and goes with null", async () => {
    await choose();
    expect(await everyRow(stage.db)).not.toContain("a-secret-path");
    await updateNotices(viewer(), { events: [], byMail: false });
    expect((await readNotices(viewer())).notices.slackHost).toBe(slack.host);
    await updateNotices(viewer(), { events: [], byMail: false, slackUrl: null });
    expect((await readNotices(viewer())).notices.slackHost).toBeNull();
  });

  it.each(["https://10.0.0.1/", "http://hooks.example/", "https://intranet/"])(
    "an incoming webhook at %s is refused",
    async (slackUrl) => {
      expect(await failureOf(choose({ slackUrl }))).toMatchObject({
        code: "invalid",
        fields: { slackUrl: [expect.any(String)] },
      });
    },
  );

  it("mail is refused where the console sends none", async () => {
    const context = { ...viewer(), mailer: undefined };
    const asked = updateNotices(context, { events: [], byMail: true });
    expect(await failureOf(asked)).toMatchObject({
      code: "invalid",
      fields: { byMail: [expect.any(String)] },
    });
  });

  it("what happens within a minute is told at once, by each way", async () => {
    await choose();
    const [one, other] = [await create(), await create()];
    await run();
    expect([mails, slack.seen]).toEqual([[], []]);
    await tell();
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toBe("viewer@example.com");
    expect(mails[0]?.content).toContain("Subject: Patchbay: 2 events");
    for (const { id, userId } of [one, other]) {
      expect(mails[0]?.content).toContain(`GitHub for ${userId}: An instance was created`);
      expect(mails[0]?.content).toContain(`/instances/${id}`);
    }
    expect(slack.seen).toHaveLength(1);
    expect(slack.seen[0]?.path).toBe("/a-secret-path");
    expect(JSON.parse(slack.seen[0]?.body ?? "").text.split("\n")).toHaveLength(2);
    await tell();
    expect([mails.length, slack.seen.length]).toEqual([1, 1]);
  });

  it("what somebody else's text holds says nothing to Slack", async () => {
    await choose({ byMail: false });
    const userId = `<!channel> & ${randomUUID()}`;
    await createInstance(stage.as("operator"), instanceRequest({ userId }));
    await tell();
    expect(JSON.parse(slack.seen[0]?.body ?? "").text).toContain("for &lt;!channel&gt; &amp; ");
  });

  it("nobody is told of what they did not choose, or when they are disabled", async () => {
    await choose({}, ["job.stopped"]);
    await create();
    await tell();
    await choose();
    await stage.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, "member-viewer"));
    await create();
    await tell();
    expect([mails, slack.seen]).toEqual([[], []]);
    expect(await stage.db.$count(notice)).toBe(0);
    expect(await stage.db.$count(eventOutbox)).toBe(0);
  });

  it("whoever gives a way up is told nothing more by it", async () => {
    await choose();
    await create();
    await run();
    await updateNotices(viewer(), { events: ["instance.created"], byMail: false, slackUrl: null });
    await tell();
    expect([mails, slack.seen]).toEqual([[], []]);
    expect(await stage.db.$count(notice)).toBe(0);
  });

  it("what is not taken comes again, and the page says why", async () => {
    await choose({ slackUrl: null });
    refuses = true;
    await create();
    await tell();
    expect((await readNotices(viewer())).notices.failure).toMatchObject({
      channel: "mail",
      reason: "The mail server did not take this address.",
    });
    for (let n = 0; n < SCHEDULE.length; n += 1) await tell();
    expect(await stage.db.select().from(notice)).toMatchObject([
      { state: "failed", failures: SCHEDULE.length + 1 },
    ]);
    refuses = false;
    await tell();
    expect(mails).toEqual([]);
    await create();
    await tell();
    expect(mails).toHaveLength(1);
    expect((await readNotices(viewer())).notices.failure).toBeNull();
  });

  it("a test is sent by each way, and each says how it went", async () => {
    expect(await failureOf(sendTestNotice(viewer()))).toMatchObject({ code: "invalid" });
    await choose();
    slack.answers.push(404);
    expect(await sendTestNotice(viewer())).toEqual({
      results: [
        { channel: "mail", sent: true, reason: null },
        { channel: "slack", sent: false, reason: "The incoming webhook answered 404." },
      ],
    });
    expect(mails[0]?.content).toContain("This is a test");
  });
});
