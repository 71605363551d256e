import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codeRequestSchema } from "@/lib/contracts/second-factor";
import { secondFactor, session } from "../../db/schema/auth";
import { rateLimit } from "../../db/schema/rate-limit";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { readAccount } from "../account/read";
import { listMembers } from "../members/list";
import { membersOn } from "../members/testing";
import { readSignInRules } from "../sign-in/read";
import { requireSecondFactor } from "../sign-in/require-second-factor";
import { everyRow, openTestConsole, type TestConsole } from "../testing";
import { beginSecondFactor } from "./begin";
import { confirmSecondFactor } from "./confirm";
import { removeSecondFactor, removeSecondFactorAt, resetSecondFactor } from "./remove";
import { renewRecoveryCodes } from "./renew-codes";
import { secondFactorsOn } from "./testing";
import { verifySecondFactor } from "./verify";

describe("a code is read as people type it", () => {
  it.each([
    ["123 456", "123456"],
    [" 123-456\t", "123456"],
    ["ABCDE-FGHJK", "abcdefghjk"],
  ])("%j", (typed, code) => {
    expect(codeRequestSchema.parse({ code: typed }).code).toBe(code);
  });

  it.each([{}, { code: 123456 }, { code: "" }, { code: " - " }, { code: "1".repeat(41) }, { code: null }])(
    "%j is refused",
    (body) => {
      expect(codeRequestSchema.safeParse(body).success).toBe(false);
    },
  );
});

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  let factors: ReturnType<typeof secondFactorsOn>;
  let members: ReturnType<typeof membersOn>;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    factors = secondFactorsOn(stage);
    members = membersOn(stage);
  });
  beforeEach(() => stage.db.delete(rateLimit));
  afterAll(() => stage.close());

  const sessionOf = async (id: string | undefined) =>
    (
      await stage.db
        .select()
        .from(session)
        .where(eq(session.id, id ?? ""))
    )[0];
  const outcomes = async (id: string, action: string) =>
    (await stage.auditOf(id, action)).map(({ outcome, details }) => [outcome, details]);

  it("a wrong first code puts nothing in force, and it is told and audited", async () => {
    const { member, app } = await factors.begun();
    for (const code of ["000000", app.at(-3), app.at(3), "abcdefghjk"]) {
      const error = await failureOf(confirmSecondFactor(member, { code }));
      expect(error).toMatchObject({ code: "invalid", effect: "nothing-changed" });
      expect(error.fields).toHaveProperty("code");
    }
    expect((await readAccount(member)).secondFactor).toBeNull();
    expect((await outcomes(member.caller.id, "second-factor.confirm")).map(([outcome]) => outcome)).toEqual(
      Array(4).fill("refused"),
    );
  });

  it("the first right code puts it in force, with ten recovery codes, and this session is whole", async () => {
    const { member, recoveryCodes, made, sessions } = await factors.confirmed(2);
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
    expect((await readAccount(member)).secondFactor).toEqual({
      confirmedAt: expect.any(String),
      recoveryCodesLeft: 10,
    });
    expect((await sessionOf(sessions[0]))?.secondFactorAt).toBeInstanceOf(Date);
    expect((await sessionOf(sessions[1]))?.secondFactorAt).toBeNull();
    const rows = await everyRow(stage.db);
    for (const secret of [
      made.secret,
      ...recoveryCodes,
      ...recoveryCodes.map((code) => code.replace("-", "")),
    ]) {
      expect(rows).not.toContain(secret);
    }
  });

  it("one that is begun again replaces the one before; one in force is not replaced", async () => {
    const { member, app } = await factors.begun();
    const second = await beginSecondFactor(member);
    expect(await failureOf(confirmSecondFactor(member, { code: app.at(0) }))).toMatchObject({
      code: "invalid",
    });
    expect(second.address).toContain(encodeURIComponent(member.caller.email).replaceAll("%40", "%40"));
    const confirmed = await factors.confirmed();
    expect(await failureOf(beginSecondFactor(confirmed.member))).toMatchObject({ code: "conflict" });
    expect(
      await failureOf(confirmSecondFactor(confirmed.member, { code: confirmed.app.at(1) })),
    ).toMatchObject({
      code: "invalid",
    });
  });

  it("a code is taken once, also by two at the same moment, and none of an earlier step after it", async () => {
    const { member, app } = await factors.confirmed();
    const code = app.at(0);
    const tries = await Promise.allSettled([
      verifySecondFactor(member, { code }),
      verifySecondFactor(member, { code }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const spent of [code, app.at(-1)]) {
      expect(await failureOf(verifySecondFactor(member, { code: spent }))).toMatchObject({ code: "invalid" });
    }
    await verifySecondFactor(member, { code: app.at(1) });
  });

  it("a recovery code is taken once, from its own member alone", async () => {
    const { member, recoveryCodes } = await factors.confirmed();
    const other = await factors.confirmed();
    const code = recoveryCodes[0]?.replace("-", "") ?? "";
    expect(await failureOf(verifySecondFactor(other.member, { code }))).toMatchObject({ code: "invalid" });
    expect(await verifySecondFactor(member, { code })).toEqual({ recoveryCodesLeft: 9 });
    expect(await failureOf(verifySecondFactor(member, { code }))).toMatchObject({ code: "invalid" });
    expect(await outcomes(member.caller.id, "session.create")).toEqual([
      ["succeeded", { factor: "recovery-code" }],
      ["refused", { factor: "code" }],
    ]);
  });

  it("verifying makes the session whole and gives it its week", async () => {
    const { member, app, sessions } = await factors.confirmed(2);
    const half = { ...member, caller: { ...member.caller, session: sessions[1] ?? "" } };
    await verifySecondFactor(half, { code: app.at(0) });
    const row = await sessionOf(sessions[1]);
    expect(row?.secondFactorAt).toBeInstanceOf(Date);
    expect(Number(row?.expiresAt)).toBeGreaterThan(Date.now() + 6 * 24 * 3_600_000);
  });

  it("guessing is stopped for the member, in whichever session, and the right code does not help then", async () => {
    const { member, app, sessions } = await factors.confirmed(2);
    const elsewhere = { ...member, caller: { ...member.caller, session: sessions[1] ?? "" } };
    for (let tries = 0; tries < 10; tries += 1) {
      await failureOf(verifySecondFactor(tries % 2 ? member : elsewhere, { code: "000000" }));
    }
    const error = await failureOf(verifySecondFactor(member, { code: app.at(0) }));
    expect(error).toMatchObject({ code: "rate-limited" });
    await failureOf(verifySecondFactor(member, { code: app.at(0) }));
    const refused = await outcomes(member.caller.id, "session.create");
    expect(refused).toHaveLength(11);
    expect(refused.at(-1)).toEqual(["refused", { factor: "code", tooMany: true }]);
    const other = await factors.confirmed();
    await verifySecondFactor(other.member, { code: other.app.at(0) });
  });

  it("other recovery codes take the place of those from before, by a code", async () => {
    const { member, app, recoveryCodes } = await factors.confirmed();
    expect(await failureOf(renewRecoveryCodes(member, { code: "000000" }))).toMatchObject({
      code: "invalid",
    });
    const renewed = await renewRecoveryCodes(member, { code: app.at(0) });
    expect(renewed.recoveryCodes).toHaveLength(10);
    const [before, now] = [recoveryCodes[0], renewed.recoveryCodes[0]].map(
      (code) => code?.replace("-", "") ?? "",
    );
    expect(await failureOf(verifySecondFactor(member, { code: before ?? "" }))).toMatchObject({
      code: "invalid",
    });
    await verifySecondFactor(member, { code: now ?? "" });
  });

  it("it is removed by a code, and its sessions count as by a password alone from then on", async () => {
    const { member, app, sessions } = await factors.confirmed();
    expect(await failureOf(removeSecondFactor(member, { code: "000000" }))).toMatchObject({
      code: "invalid",
    });
    await removeSecondFactor(member, { code: app.at(0) });
    expect((await readAccount(member)).secondFactor).toBeNull();
    expect((await sessionOf(sessions[0]))?.secondFactorAt).toBeNull();
    expect(await stage.db.$count(secondFactor, eq(secondFactor.userId, member.caller.id))).toBe(0);
  });

  it("an administrator removes that of whoever has lost it, which ends their sessions; nobody else does", async () => {
    const { member, sessions } = await factors.confirmed(2);
    const { id, email } = member.caller;
    for (const role of ["viewer", "operator"] as const) {
      expect(await failureOf(resetSecondFactor(stage.as(role), { id }))).toMatchObject({ code: "forbidden" });
    }
    const administrator = await members.administrator();
    const listed = async () => (await listMembers(administrator)).members.find((each) => each.id === id);
    expect(await listed()).toMatchObject({ hasSecondFactor: true, sessions: 2 });
    expect(await resetSecondFactor(administrator, { id })).toEqual({ removed: true });
    expect(await resetSecondFactor(administrator, { id })).toEqual({ removed: false });
    expect(await listed()).toMatchObject({ hasSecondFactor: false, sessions: 0 });
    expect(await sessionOf(sessions[0])).toBeUndefined();
    expect(await stage.auditOf(id, "member.reset-second-factor")).toHaveLength(1);
    expect(await removeSecondFactorAt(stage.db, email)).toBe(false);
    const locked = await factors.confirmed();
    expect(await removeSecondFactorAt(stage.db, locked.member.caller.email)).toBe(true);
    expect(await failureOf(resetSecondFactor(administrator, { id: "nobody" }))).toMatchObject({
      code: "not-found",
    });
  });

  it("it is asked of everybody by an administrator who has one", async () => {
    for (const role of ["viewer", "operator"] as const) {
      expect(await failureOf(requireSecondFactor(stage.as(role), { isRequired: true }))).toMatchObject({
        code: "forbidden",
      });
    }
    const without = await members.administrator();
    expect(await failureOf(requireSecondFactor(without, { isRequired: true }))).toMatchObject({
      code: "conflict",
    });
    expect(await readSignInRules(without)).toMatchObject({ requiresSecondFactor: false });
    const { member } = await factors.confirmed();
    const administrator = { ...member, caller: { ...member.caller, role: "administrator" as const } };
    expect(await requireSecondFactor(administrator, { isRequired: true })).toMatchObject({
      requiresSecondFactor: true,
    });
    expect(await requireSecondFactor(without, { isRequired: false })).toMatchObject({
      requiresSecondFactor: false,
    });
  });
});
