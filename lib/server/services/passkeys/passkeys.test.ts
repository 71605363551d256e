import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvent } from "../../db/schema/audit";
import { account, passkey, user } from "../../db/schema/auth";
import { organisation } from "../../db/schema/organisation";
import { rateLimit } from "../../db/schema/rate-limit";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { readAccount } from "../account/read";
import { listMembers } from "../members/list";
import { membersOn, PASSWORD } from "../members/testing";
import { updateMember } from "../members/update";
import { resetSecondFactor } from "../second-factor/remove";
import { APP_URL, openTestConsole, type TestConsole } from "../testing";
import { addPasskey, beginPasskey } from "./add";
import { removePasskey } from "./remove";
import { beginPasskeySignIn, completePasskeySignIn } from "./sign-in";
import { createAuthenticator } from "./testing";

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let members: ReturnType<typeof membersOn>;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    members = membersOn(stage);
  });
  beforeEach(() => stage.db.delete(rateLimit));
  afterAll(() => stage.close());

  const begin = (
    member: Awaited<ReturnType<typeof members.signedIn>>["member"],
    currentPassword = PASSWORD,
  ) => beginPasskey(member, { currentPassword });
  async function having() {
    const { member } = await members.signedIn(1);
    const device = createAuthenticator(APP_URL);
    await addPasskey(member, { name: "Laptop", ...device.make(await begin(member)) });
    return { member, device };
  }
  const ask = () => beginPasskeySignIn(stage.visitor());
  const signIn = (sent: Parameters<typeof completePasskeySignIn>[1]) =>
    completePasskeySignIn(stage.visitor(), sent);
  const signInsOf = (id: string) =>
    stage.db
      .select()
      .from(auditEvent)
      .where(and(eq(auditEvent.subjectId, id), eq(auditEvent.action, "session.create")));

  it("is made by nobody who does not give the password, which is counted and recorded", async () => {
    const { member } = await members.signedIn(1);
    for (const currentPassword of [undefined, "", "wrong"]) {
      const error = await failureOf(beginPasskey(member, { currentPassword }));
      expect(error.fields).toHaveProperty("currentPassword");
    }
    expect(await stage.auditOf(member.caller.id, "passkey.add")).toMatchObject([
      { outcome: "refused" },
      { outcome: "refused" },
      { outcome: "refused" },
    ]);
  });

  it("takes no password of somebody who has none", async () => {
    const { member } = await members.signedIn(1);
    await stage.db.delete(account).where(eq(account.userId, member.caller.id));
    expect((await readAccount(member)).hasPassword).toBe(false);
    expect((await beginPasskey(member, {})).ticket).toBeTypeOf("string");
  });

  it("is added, told without what it is made of, and signs in by itself", async () => {
    const { member, device } = await having();
    const { passkeys } = await readAccount(member);
    expect(passkeys).toEqual([
      { id: device.id, name: "Laptop", createdAt: expect.any(String), lastUsedAt: null },
    ]);
    expect(await signIn(device.use(await ask()))).toEqual({ userId: member.caller.id });
    expect((await readAccount(member)).passkeys[0]?.lastUsedAt).toBeTypeOf("string");
    expect(await signInsOf(member.caller.id)).toMatchObject([
      { outcome: "succeeded", actorId: member.caller.id, details: { method: "passkey" } },
    ]);
  });

  it.each<[string, Parameters<ReturnType<typeof createAuthenticator>["make"]>[1]]>([
    ["of another site's", { origin: "https://evil.example" }],
    ["for another name", { rpId: "evil.example" }],
    ["of another challenge", { challenge: "AAAA" }],
    ["that did not ask who is there", { verified: false }],
    ["that was made to sign in", { type: "webauthn.get" }],
  ])("is not added where it is one %s", async (_what, odd) => {
    const { member } = await members.signedIn(1);
    const made = createAuthenticator(APP_URL).make(await begin(member), odd);
    expect(await failureOf(addPasskey(member, { name: "x", ...made }))).toMatchObject({ code: "invalid" });
    expect(await stage.db.$count(passkey, eq(passkey.userId, member.caller.id))).toBe(0);
  });

  it.each<[string, Parameters<ReturnType<typeof createAuthenticator>["use"]>[1]]>([
    ["another site", { origin: "https://evil.example" }],
    ["another name", { rpId: "evil.example" }],
    ["another challenge", { challenge: "AAAA" }],
    ["nobody's face, finger or PIN", { verified: false }],
    ["a passkey's making", { type: "webauthn.create" }],
  ])("signs nobody in who signed for %s, and the record says so", async (_what, odd) => {
    const { member, device } = await having();
    expect(await failureOf(signIn(device.use(await ask(), odd)))).toMatchObject({ code: "unauthenticated" });
    expect(await signInsOf(member.caller.id)).toMatchObject([{ outcome: "refused", actorId: "nobody" }]);
  });

  it("signs nobody in with another's key under its id", async () => {
    const { device } = await having();
    const stranger = createAuthenticator(APP_URL);
    const other = stranger.use(await ask());
    const forged = { ...other, response: { ...other.response, id: device.id, rawId: device.id } };
    expect(await failureOf(signIn(forged))).toMatchObject({ code: "unauthenticated" });
    expect(await failureOf(signIn(stranger.use(await ask())))).toMatchObject({ code: "unauthenticated" });
  });

  it("signs in once by each challenge, and by none that was made for something else or is none", async () => {
    const { member, device } = await having();
    const asked = await ask();
    await signIn(device.use(asked));
    expect(await failureOf(signIn(device.use(asked)))).toMatchObject({ code: "expired" });
    const toAdd = await begin(member);
    expect(await failureOf(signIn(device.use(toAdd)))).toMatchObject({ code: "expired" });
    const made = createAuthenticator(APP_URL).make(await ask());
    expect(await failureOf(addPasskey(member, { name: "x", ...made }))).toMatchObject({ code: "expired" });
    const { member: other } = await members.signedIn(1);
    const theirs = createAuthenticator(APP_URL).make(await begin(other));
    expect(await failureOf(addPasskey(member, { name: "x", ...theirs }))).toMatchObject({ code: "expired" });
    expect(await failureOf(signIn({ ...device.use(await ask()), ticket: "v1.x.y" }))).toMatchObject({
      code: "expired",
    });
  });

  it("signs nobody in once its counter goes back, which a copy's does", async () => {
    const { device } = await having();
    await signIn(device.use(await ask(), { counter: 5 }));
    expect(await failureOf(signIn(device.use(await ask(), { counter: 4 })))).toMatchObject({
      code: "unauthenticated",
    });
  });

  it("signs nobody in who is disabled, or whose passkey was removed, and is nobody else's to remove", async () => {
    const { member, device } = await having();
    const { member: other } = await members.signedIn(1);
    expect(await failureOf(removePasskey(other, { id: device.id }))).toMatchObject({ code: "not-found" });
    const administrator = await members.administrator();
    await updateMember(administrator, { id: member.caller.id, isDisabled: true });
    expect(await failureOf(signIn(device.use(await ask())))).toMatchObject({
      message: "Your account is disabled. Ask an administrator.",
    });
    await updateMember(administrator, { id: member.caller.id, isDisabled: false });
    await removePasskey(member, { id: device.id });
    expect(await failureOf(signIn(device.use(await ask())))).toMatchObject({ code: "unauthenticated" });
    expect(await stage.auditOf(member.caller.id, "passkey.remove")).toHaveLength(1);
    expect(await stage.db.$count(user, eq(user.id, member.caller.id))).toBe(1);
  });

  it("is an administrator's to remove, of whoever has lost it, and its session ends", async () => {
    const { member, device } = await having();
    const administrator = await members.administrator();
    const listed = async () =>
      (await listMembers(administrator)).members.find(({ id }) => id === member.caller.id);
    expect(await listed()).toMatchObject({ passkeys: 1, sessions: 1 });
    expect(await resetSecondFactor(administrator, { id: member.caller.id })).toEqual({ removed: true });
    expect(await listed()).toMatchObject({ passkeys: 0, sessions: 0 });
    expect(await failureOf(signIn(device.use(await ask())))).toMatchObject({ code: "unauthenticated" });
  });

  it("goes past nobody's single sign-on, where that is the only way in", async () => {
    const { device } = await having();
    const asked = await ask();
    await stage.db.insert(organisation).values({ name: "Acme", allowsPasswords: false });
    expect(await failureOf(ask())).toMatchObject({ code: "forbidden" });
    expect(await failureOf(signIn(device.use(asked)))).toMatchObject({ code: "forbidden" });
    await stage.db.delete(organisation);
  });
});
