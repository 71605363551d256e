import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditEvent } from "../db/schema/audit";
import { invitation } from "../db/schema/auth";
import { connectLink } from "../db/schema/link";
import { createLogger } from "../process/log";
import { createLink } from "../services/links/create";
import { createLinks } from "../services/links/create-many";
import { remindLinks } from "../services/links/remind";
import { linksOn } from "../services/links/testing";
import { inviteMember } from "../services/members/invite";
import { openTestConsole, type TestConsole } from "../services/testing";
import { failureOf } from "../upstream/testing";
import { createMailer, type Mailer } from "./mailer";

type Received = { to: string[]; from: string; text: string };
const received: Received[] = [];
const REFUSED = "refused@example.com";

/** A mail server that takes the one password, and every address but one. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  allowInsecureAuth: true,
  onAuth({ username, password }, _session, done) {
    if (username === "patchbay" && password === "p@ss/word") return done(null, { user: username });
    done(new Error("not the password"));
  },
  onRcptTo({ address }, _session, done) {
    done(address === REFUSED ? new Error("no such mailbox") : undefined);
  },
  async onData(stream, { envelope }, done) {
    let text = "";
    for await (const chunk of stream) text += chunk;
    const from = envelope.mailFrom ? envelope.mailFrom.address : "";
    received.push({ to: envelope.rcptTo.map(({ address }) => address), from, text: decoded(text) });
    done();
  },
});

/** The text of a mail that is written as quoted-printable, or plainly. */
function decoded(text: string): string {
  const joined = text.replaceAll("=\r\n", "");
  return joined.replaceAll(/=([\dA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const log = createLogger("silent");
const mailerAt = (url: string) =>
  createMailer({ smtp: { url, from: "Patchbay <patchbay@example.com>" } }, log);
let port: number;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  port = (server.server.address() as AddressInfo).port;
});
afterEach(() => received.splice(0));
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

const mail = { to: "ana@example.com", subject: "Hello", text: "Grüße an 張偉" };

describe("an invitation", () => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(undefined, { mailer: mailerAt(`smtp://127.0.0.1:${port}`) });
  });
  afterAll(() => stage.close());
  const invite = (email: string, mail = true) =>
    inviteMember(stage.as("administrator"), { email, role: "operator", mail });

  it("is refused where it is to be mailed and nothing can be, and nobody is invited", async () => {
    const without = { ...stage.as("administrator"), mailer: undefined };
    const error = await failureOf(
      inviteMember(without, { email: "eve@example.com", role: "viewer", mail: true }),
    );
    expect(error).toMatchObject({ code: "invalid", effect: "nothing-changed" });
    expect(await stage.db.select().from(invitation)).toEqual([]);
  });

  it("is mailed to whoever it is for alone, with its link, and the record says so without it", async () => {
    const { url, mailed, invitation: made } = await invite("eve@example.com");
    expect(mailed).toEqual({ sent: true, reason: null });
    expect(received).toMatchObject([{ to: ["eve@example.com"] }]);
    expect(received[0]?.text).toContain(url);
    const events = await stage.auditOf(made.id);
    expect(events.map(({ action }) => action)).toEqual(["member.invite", "member.mail"]);
    expect(JSON.stringify(events)).not.toContain(url.split("/").at(-1));
  });

  it("is good though its mail was not taken, which is told", async () => {
    const { url, mailed, invitation: made } = await invite(REFUSED);
    expect(mailed).toEqual({ sent: false, reason: expect.stringContaining("address") });
    expect(url).toContain("/invite/");
    expect(await stage.auditOf(made.id, "member.mail")).toMatchObject([{ outcome: "failed" }]);
  });

  it("is not mailed where nobody asked for it", async () => {
    expect((await invite("grace@example.com", false)).mailed).toBeNull();
    expect(received).toEqual([]);
  });
});

describe("the mailer", () => {
  it("is none where no server is named", () => {
    expect(createMailer({ smtp: undefined }, log)).toBeUndefined();
  });

  it("signs in, and hands a mail over to one address", async () => {
    const mailer = mailerAt(`smtp://patchbay:p%40ss%2Fword@127.0.0.1:${port}`);
    expect(await mailer?.send(mail)).toEqual({ sent: true });
    expect(received).toMatchObject([{ to: ["ana@example.com"], from: "patchbay@example.com" }]);
    expect(received[0]?.text).toContain("Subject: Hello");
  });

  it.each([
    ["a wrong password", () => `smtp://patchbay:wrong@127.0.0.1:${port}`, mail, "credentials"],
    ["an address that is refused", () => `smtp://127.0.0.1:${port}`, { ...mail, to: REFUSED }, "address"],
    ["a server that is not there", () => "smtp://127.0.0.1:1", mail, "could not be reached"],
  ])("tells of %s, and does not throw", async (_, url, sent, reason) => {
    const mailed = await mailerAt(url())?.send(sent);
    expect(mailed).toMatchObject({ sent: false, reason: expect.stringContaining(reason) });
    expect(received).toEqual([]);
  });

  it("sends what looks like two addresses or a header to nobody else", async () => {
    const mailer = mailerAt(`smtp://127.0.0.1:${port}`);
    for (const to of ["ana@example.com, bo@example.com", "ana@example.com\r\nBcc: bo@example.com"]) {
      await mailer?.send({ ...mail, to, subject: "Hello\r\nBcc: bo@example.com" });
    }
    expect(received.flatMap((one) => one.to)).not.toContain("bo@example.com");
    expect(received.map(({ text }) => text).join("")).not.toMatch(/^Bcc:/m);
  });
});

describe("connect links", () => {
  let stage: TestConsole;
  beforeAll(async () => {
    const mailer = mailerAt(`smtp://127.0.0.1:${port}`) as Mailer;
    stage = await openTestConsole(undefined, { mailer });
  });
  afterAll(() => stage.close());

  const mailEvents = async () =>
    (await stage.db.select().from(auditEvent)).filter(({ action }) => action === "link.mail");
  const tokenIn = (text = "") => /\/c\/([\w-]{43})/.exec(text)?.[1] ?? "";

  it("are mailed where that is asked for, and each mail stands in the audit", async () => {
    const links = linksOn(stage);
    const [made] = await links.create("GitHub");
    const asked = { instanceIds: [made?.id ?? ""], person: "ana@example.com", expiresInHours: 1 };
    const silent = await createLink(stage.as("operator"), asked);
    expect(silent.mailed).toBeUndefined();
    expect(received).toEqual([]);
    const { link, url, mailed } = await createLink(stage.as("operator"), { ...asked, mail: true });
    expect(mailed).toEqual({ to: "ana@example.com", sent: true, reason: null });
    expect(received).toHaveLength(1);
    expect(url).toContain(tokenIn(received[0]?.text));
    const [event] = await stage.auditOf(link.id, "link.mail");
    expect(event).toMatchObject({ outcome: "succeeded", details: { to: "ana@example.com" } });
    expect(JSON.stringify(await mailEvents())).not.toContain(tokenIn(received[0]?.text));
  });

  it("of many go to those whose address is known; the others, and what is refused, are told", async () => {
    const links = linksOn(stage);
    const [nameless] = await links.create("GitHub");
    const asked = { instanceIds: [nameless?.id ?? ""], expiresInHours: 1, mail: true };
    const { links: made } = await createLinks(stage.as("operator"), asked);
    expect(made[0]?.mailed).toMatchObject({ to: null, sent: false });
    const refused = { ...asked, person: REFUSED };
    const { link, mailed } = await createLink(stage.as("operator"), refused);
    expect(mailed).toMatchObject({ to: REFUSED, sent: false });
    expect(await stage.auditOf(link.id, "link.mail")).toMatchObject([{ outcome: "failed" }]);
  });

  it("remind by a new address that takes the old one's place, for operators and while they are open", async () => {
    const links = linksOn(stage);
    const [made] = await links.create("GitHub");
    const asked = { instanceIds: [made?.id ?? ""], person: "bo@example.com", expiresInHours: 1 };
    const { link, url } = await createLink(stage.as("operator"), asked);
    expect(await failureOf(remindLinks(stage.as("viewer"), { ids: [link.id] }))).toMatchObject({
      code: "forbidden",
    });
    const { links: reminded } = await remindLinks(stage.as("operator"), { ids: [link.id, link.id] });
    expect(reminded).toMatchObject([{ link: { id: link.id }, mailed: { to: "bo@example.com", sent: true } }]);
    expect(received).toHaveLength(1);
    expect(reminded[0]?.url).toContain(tokenIn(received[0]?.text));
    expect(reminded[0]?.url).not.toBe(url);
    await expect(links.person(url.split("/c/")[1] ?? "")).rejects.toMatchObject({ code: "expired" });
    await links.person(tokenIn(reminded[0]?.url));

    await stage.db.update(connectLink).set({ revokedAt: new Date() });
    expect(await failureOf(remindLinks(stage.as("operator"), { ids: [link.id] }))).toMatchObject({
      code: "conflict",
    });
  });

  it("are not asked to be mailed where no mail server is named, and then no link is made", async () => {
    const bare = await openTestConsole();
    const [made] = await linksOn(bare).create("GitHub");
    const asked = { instanceIds: [made?.id ?? ""], person: "ana@example.com", expiresInHours: 1, mail: true };
    expect(await failureOf(createLink(bare.as("operator"), asked))).toMatchObject({ code: "invalid" });
    expect(await bare.db.$count(connectLink)).toBe(0);
    await bare.close();
  });
});
