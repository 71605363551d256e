import { verifyPassword } from "better-auth/crypto";
import { eq, ne } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ROLES } from "@/lib/contracts/terms/role";
import { account, invitation, passwordReset, session, user } from "../../db/schema/auth";
import { organisation } from "../../db/schema/organisation";
import { TEST_DATABASES } from "../../db/testing";
import type { Mail, Mailed, Mailer } from "../../mail/mailer";
import { failureOf } from "../../upstream/testing";
import { endOtherSessions, endSession } from "../account/end-sessions";
import { readAccount } from "../account/read";
import { updateAccount } from "../account/update";
import { authenticateKey } from "../api-keys/authenticate";
import { createApiKey } from "../api-keys/create";
import { everyRow, openTestConsole, type TestConsole } from "../testing";
import { acceptInvitation } from "./accept";
import { choosePassword } from "./choose-password";
import { endMemberSessions } from "./end-sessions";
import { findInvitation } from "./invitation";
import { INVITATION_LIFETIME, inviteMember } from "./invite";
import { listMembers } from "./list";
import { findPasswordLink, makePasswordLink } from "./password-link";
import { removeMember } from "./remove";
import { membersOn, PASSWORD } from "./testing";
import { updateMember } from "./update";
import { withdrawInvitation } from "./withdraw";

const NEW_PASSWORD = "canary of a new password";
const join = { name: "Eve", password: NEW_PASSWORD };

/** All that was asked for, of which nothing was done. */
const refusalsOf = (...asked: Promise<unknown>[]) => Promise.all(asked.map(failureOf));

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let members: ReturnType<typeof membersOn>;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    members = membersOn(stage);
  });
  afterEach(async () => {
    await stage.db.delete(user);
    await stage.db.delete(invitation);
  });
  afterAll(() => stage.close());

  const accept = (token: string) => acceptInvitation(stage.visitor(), { token, ...join });
  const memberAt = async (email: string) =>
    (await stage.db.select().from(user).where(eq(user.email, email)))[0];

  it("an invitation is mailed where mail is sent, and stands where the mail was not taken", async () => {
    const sent: Mail[] = [];
    const results = [{ sent: true }, { sent: false, reason: "The mail server did not take this address." }];
    const send = async (mail: Mail) => {
      sent.push(mail);
      return results[sent.length - 1] as Mailed;
    };
    const invite = (mailer: Mailer | undefined) =>
      inviteMember(
        { ...stage.as("administrator"), mailer },
        { email: "eve@example.com", role: "viewer", mail: true },
      );
    expect(await failureOf(invite(undefined))).toMatchObject({ effect: "nothing-changed" });
    expect(await stage.db.$count(invitation)).toBe(0);
    for (const [place, { sent: isSent }] of results.entries()) {
      const { url, mailed, invitation: made } = await invite({ send });
      expect(mailed?.sent).toBe(isSent);
      expect(sent[place]).toMatchObject({ to: "eve@example.com", text: expect.stringContaining(url) });
      expect(await stage.auditOf(made.id, "member.mail")).toMatchObject([
        { outcome: isSent ? "succeeded" : "failed" },
      ]);
      expect(await stage.db.$count(invitation, eq(invitation.id, made.id))).toBe(1);
    }
  });

  it.each(["viewer", "operator"] as const)("a %s does nothing about members", async (role) => {
    const by = stage.as(role);
    const { member } = await members.signedIn(1);
    const { id } = member.caller;
    const { id: invited } = await members.invite();
    const before = await everyRow(stage.db);
    for (const failure of await refusalsOf(
      listMembers(by),
      inviteMember(by, { email: "eve@example.com", role: "viewer" }),
      withdrawInvitation(by, { id: invited }),
      updateMember(by, { id, role: "administrator" }),
      updateMember(by, { id: by.caller.id, role: "administrator" }),
      removeMember(by, { id }),
      endMemberSessions(by, { id }),
      makePasswordLink(by, { id }),
    ))
      expect(failure).toMatchObject({ code: "forbidden" });
    expect(await everyRow(stage.db)).toBe(before);
  });

  describe("an invitation", () => {
    it("is refused alike, and makes nobody a member, where it does not work", async () => {
      const by = await members.administrator();
      const late = await members.invite();
      const created = new Date(Date.now() - INVITATION_LIFETIME - 1);
      await stage.db
        .update(invitation)
        .set({ expiresAt: new Date(Date.now() - 1), createdAt: created })
        .where(eq(invitation.id, late.id));
      const withdrawn = await members.invite();
      await withdrawInvitation(by, withdrawn);
      const replaced = await members.invite();
      await inviteMember(by, { email: replaced.email, role: "viewer" });
      const used = await members.invite();
      await accept(used.token);
      const { member: gone } = await members.signedIn(0, "administrator");
      const ofNobody = await members.invite("administrator", gone);
      await removeMember(by, { id: gone.caller.id });
      const { member: demoted } = await members.signedIn(0, "administrator");
      const ofDemoted = await members.invite("administrator", demoted);
      await updateMember(by, { id: demoted.caller.id, role: "operator" });
      const { member: disabled } = await members.signedIn(0, "administrator");
      const ofDisabled = await members.invite("administrator", disabled);
      await updateMember(by, { id: disabled.caller.id, isDisabled: true });

      const before = await everyRow(stage.db);
      const unknown = await failureOf(accept("made-up"));
      expect(unknown).toMatchObject({ code: "expired", effect: "nothing-changed" });
      for (const { token } of [late, withdrawn, replaced, used, ofNobody, ofDemoted, ofDisabled]) {
        expect(await failureOf(accept(token))).toEqual(unknown);
        expect(await findInvitation(stage.db, token)).toBeUndefined();
      }
      expect(await everyRow(stage.db)).toBe(before);
    });

    it("is refused for the address of a member, also where they become one meanwhile", async () => {
      const { member } = await members.signedIn(0);
      const by = await members.administrator();
      const { email } = member.caller;
      expect(await failureOf(inviteMember(by, { email, role: "viewer" }))).toMatchObject({
        code: "invalid",
        fields: { email: expect.anything() },
      });
      const { token, email: invited } = await members.invite();
      await updateAccount(member, { name: "Ana", email: invited, currentPassword: PASSWORD });
      expect(await failureOf(accept(token))).toMatchObject({ code: "expired" });
      expect((await memberAt(invited))?.id).toBe(member.caller.id);
    });

    it.each(ROLES)("makes a member of the role %s, once, with the password as a hash", async (role) => {
      const { token, email, url } = await members.invite(role);
      expect(url).toMatch(/^https:\/\/console\.example\.com\/invite\/[\w-]{43}$/);
      expect(await accept(token)).toEqual({ email });
      const made = await memberAt(email);
      expect(made).toMatchObject({ name: "Eve", role });
      const [kept] = await stage.db
        .select()
        .from(account)
        .where(eq(account.userId, made?.id ?? ""));
      expect(await verifyPassword({ hash: kept?.password ?? "", password: NEW_PASSWORD })).toBe(true);
      expect(await stage.auditOf(made?.id ?? "")).toMatchObject([
        { action: "member.create", actorId: made?.id, actorEmail: email, details: { email, role } },
      ]);
      const everything = (await everyRow(stage.db)) + stage.lines.join("");
      expect(everything).not.toContain(NEW_PASSWORD);
      expect(everything).not.toContain(token);
    });

    it("makes one member of two who accept at once", async () => {
      const { token, email } = await members.invite();
      const outcomes = await Promise.allSettled([accept(token), accept(token), accept(token)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
      expect(await stage.db.$count(user, eq(user.email, email))).toBe(1);
    });
  });

  describe("the last administrator", () => {
    const administrators = () => stage.db.$count(user, eq(user.role, "administrator"));

    it("cannot be lost", async () => {
      const by = await members.administrator();
      const { id } = by.caller;
      await members.signedIn(1, "operator");
      const before = await everyRow(stage.db);
      for (const failure of await refusalsOf(
        updateMember(by, { id, role: "operator" }),
        updateMember(by, { id, isDisabled: true }),
        removeMember(by, { id }),
      ))
        expect(failure).toMatchObject({ code: "conflict", effect: "nothing-changed" });
      expect(await everyRow(stage.db)).toBe(before);
    });

    it("is not one who is disabled", async () => {
      const by = await members.administrator();
      const { member: other } = await members.signedIn(0, "administrator");
      await updateMember(by, { id: other.caller.id, isDisabled: true });
      expect(await failureOf(updateMember(by, { id: by.caller.id, role: "viewer" }))).toMatchObject({
        code: "conflict",
      });
    });

    it.each(["demote", "disable", "remove"] as const)(
      "stays where administrators %s each other at once",
      async (way) => {
        const all = await Promise.all([1, 2, 3, 4].map(() => members.signedIn(0, "administrator")));
        const change = (by: (typeof all)[number], of: (typeof all)[number]) => {
          const { id } = of.member.caller;
          if (way === "remove") return removeMember(by.member, { id });
          return updateMember(by.member, {
            id,
            ...(way === "demote" ? { role: "viewer" } : { isDisabled: true }),
          });
        };
        const outcomes = await Promise.allSettled(
          all.map((each, index) => change(each, all[(index + 1) % all.length] ?? each)),
        );
        expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
        const left = await stage.db.select().from(user).where(eq(user.role, "administrator"));
        expect(left.filter(({ disabledAt }) => !disabledAt)).toHaveLength(1);
      },
    );

    it("may step down once there is another", async () => {
      const by = await members.administrator();
      await members.signedIn(0, "administrator");
      const { member } = await updateMember(by, { id: by.caller.id, role: "viewer" });
      expect(member).toMatchObject({ role: "viewer", isSelf: true });
      expect(await administrators()).toBe(1);
    });
  });

  describe("a member", () => {
    it("who is disabled or removed has no session any more, and their keys open nothing", async () => {
      const by = await members.administrator();
      const { member } = await members.signedIn(2, "administrator");
      const { secret } = await createApiKey(member, {
        name: "CI",
        scopes: ["read"],
        role: "viewer",
        account: "main",
        expiresInDays: 1,
      });
      const { id, email } = member.caller;
      const refusal = async () => (await authenticateKey(stage.db, secret))?.refusal;
      expect(await refusal()).toBeUndefined();
      expect((await updateMember(by, { id, isDisabled: true })).member).toMatchObject({
        isDisabled: true,
        hasSecondFactor: false,
        passkeys: 0,
        sessions: 0,
      });
      expect(await refusal()).toBeDefined();
      expect(await stage.db.$count(session, eq(session.userId, id))).toBe(0);
      await updateMember(by, { id, isDisabled: false });
      expect(await refusal()).toBeUndefined();
      expect(await removeMember(by, { id })).toEqual({ email });
      expect(await refusal()).toBeDefined();
      expect(await memberAt(email)).toBeUndefined();
      expect(await stage.auditOf(id)).toMatchObject([
        { action: "member.update", details: { email, isDisabled: { from: false, to: true } } },
        { action: "member.update", details: { email, isDisabled: { from: true, to: false } } },
        { action: "member.remove", details: { email } },
      ]);
    });

    it("who does not exist is not found, and a change to what is so already leaves nothing", async () => {
      const by = await members.administrator();
      const { member } = await members.signedIn(0);
      const before = await everyRow(stage.db);
      for (const failure of await refusalsOf(
        updateMember(by, { id: "made-up", role: "viewer" }),
        removeMember(by, { id: "made-up" }),
        endMemberSessions(by, { id: "made-up" }),
        makePasswordLink(by, { id: "made-up" }),
      ))
        expect(failure).toMatchObject({ code: "not-found" });
      await updateMember(by, { id: member.caller.id, role: "operator", isDisabled: false });
      expect(await everyRow(stage.db)).toBe(before);
    });

    it("is listed with when they were seen and how often they are signed in; invitations without their links", async () => {
      const by = await members.administrator();
      const { member } = await members.signedIn(2);
      const { token, email } = await members.invite("viewer");
      const listed = await listMembers(by);
      expect(listed.members).toContainEqual(
        expect.objectContaining({ id: member.caller.id, sessions: 2, isSelf: false, lastSeenAt: null }),
      );
      expect(listed.invitations).toMatchObject([{ email, role: "viewer", isOver: false }]);
      expect(JSON.stringify(listed)).not.toContain(token);
      await endMemberSessions(by, { id: member.caller.id });
      expect(await stage.db.$count(session, eq(session.userId, member.caller.id))).toBe(0);
    });
  });

  describe("a password link", () => {
    const choose = (token: string) => choosePassword(stage.visitor(), { token, password: NEW_PASSWORD });

    it("is refused alike, and changes nothing, where it does not work", async () => {
      const by = await members.administrator();
      const late = await members.passwordLink();
      await stage.db
        .update(passwordReset)
        .set({ expiresAt: new Date(Date.now() - 1) })
        .where(eq(passwordReset.userId, late.member.caller.id));
      const replaced = await members.passwordLink();
      await makePasswordLink(by, { id: replaced.member.caller.id });
      const used = await members.passwordLink();
      await choose(used.token);
      const ofDisabled = await members.passwordLink();
      await updateMember(by, { id: ofDisabled.member.caller.id, isDisabled: true });

      const before = await everyRow(stage.db);
      const unknown = await failureOf(choose("made-up"));
      expect(unknown).toMatchObject({ code: "expired", effect: "nothing-changed" });
      for (const { token } of [late, replaced, used, ofDisabled]) {
        expect(await failureOf(choose(token))).toEqual(unknown);
        expect(await findPasswordLink(stage.db, token)).toBeUndefined();
      }
      expect(await everyRow(stage.db)).toBe(before);
    });

    it("sets the password, once, and ends every session", async () => {
      const { token, member } = await members.passwordLink();
      const { id, email } = member.caller;
      const outcomes = await Promise.allSettled([choose(token), choose(token)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const [kept] = await stage.db.select().from(account).where(eq(account.userId, id));
      expect(await verifyPassword({ hash: kept?.password ?? "", password: NEW_PASSWORD })).toBe(true);
      expect(await stage.db.$count(session, eq(session.userId, id))).toBe(0);
      expect(await stage.auditOf(id, "password.change")).toMatchObject([
        { actorKind: "visitor", actorEmail: email, details: { byLink: true } },
      ]);
      const everything = await everyRow(stage.db);
      expect(everything).not.toContain(NEW_PASSWORD);
      expect(everything).not.toContain(token);
    });
  });

  it("no password is chosen while none opens anything, and the links work once one does", async () => {
    const [invited, reset] = [await members.invite(), await members.passwordLink()];
    const choose = () => choosePassword(stage.visitor(), { token: reset.token, password: NEW_PASSWORD });
    await stage.db.insert(organisation).values({ id: 1, name: "Acme", allowsPasswords: false });
    const before = await everyRow(stage.db);
    const refused = { code: "forbidden", effect: "nothing-changed" };
    expect(await failureOf(accept(invited.token))).toMatchObject(refused);
    expect(await failureOf(choose())).toMatchObject(refused);
    expect(await failureOf(accept("made-up"))).toMatchObject({ code: "expired" });
    expect(await everyRow(stage.db)).toBe(before);
    await stage.db.delete(organisation);
    expect(await accept(invited.token)).toEqual({ email: invited.email });
    expect(await choose()).toEqual({ email: reset.member.caller.email });
  });

  describe("one's own account", () => {
    it("changes its address with the password alone, and to nobody else's", async () => {
      const { member } = await members.signedIn(1);
      const { member: other } = await members.signedIn(1);
      const email = members.address();
      for (const currentPassword of [undefined, "", "a wrong password"]) {
        const asked = updateAccount(member, {
          name: "Eve",
          email,
          ...(currentPassword && { currentPassword }),
        });
        expect(await failureOf(asked)).toMatchObject({ fields: { currentPassword: expect.anything() } });
      }
      const taken = { name: "Eve", email: other.caller.email, currentPassword: PASSWORD };
      expect(await failureOf(updateAccount(member, taken))).toMatchObject({
        fields: { email: expect.anything() },
      });
      expect(await memberAt(member.caller.email)).toMatchObject({ name: "Some operator" });

      const { account: changed } = await updateAccount(member, {
        name: "Ana",
        email,
        currentPassword: PASSWORD,
      });
      expect(changed).toMatchObject({ name: "Ana", email, role: "operator" });
      expect((await stage.auditOf(member.caller.id, "account.update")).at(-1)).toMatchObject({
        outcome: "succeeded",
        details: { name: { to: "Ana" }, email: { from: member.caller.email, to: email } },
      });
    });

    it("takes ten tries at the password, and then none", async () => {
      const { member } = await members.signedIn(1);
      const request = { name: "Eve", email: members.address(), currentPassword: "a wrong password" };
      for (let guess = 0; guess < 10; guess += 1) await failureOf(updateAccount(member, request));
      const right = { ...request, currentPassword: PASSWORD };
      expect(await failureOf(updateAccount(member, right))).toMatchObject({ code: "rate-limited" });
    });

    it("shows its own sessions and ends them, and those of nobody else", async () => {
      const { member, sessions } = await members.signedIn(3);
      const { member: other, sessions: theirs } = await members.signedIn(1);
      const shown = await readAccount(member);
      expect(shown.sessions.map(({ id }) => id).sort()).toEqual([...sessions].sort());
      expect(shown.sessions.filter(({ isCurrent }) => isCurrent).map(({ id }) => id)).toEqual([sessions[0]]);
      for (const id of [theirs[0] ?? "", "made-up"]) {
        expect(await failureOf(endSession(member, { id }))).toMatchObject({ code: "not-found" });
      }
      expect(await endSession(member, { id: sessions[1] ?? "" })).toEqual({ ended: 1 });
      expect(await endOtherSessions(member)).toEqual({ ended: 1 });
      expect(await endOtherSessions(member)).toEqual({ ended: 0 });
      const left = await stage.db.select().from(session).where(ne(session.userId, other.caller.id));
      expect(left.map(({ id }) => id)).toEqual([sessions[0]]);
      expect(await stage.db.$count(session, eq(session.userId, other.caller.id))).toBe(1);
    });
  });
});
