import { verifyPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { account, setupLink, user } from "../../db/schema/auth";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { everyRow, openTestConsole, type TestConsole } from "../testing";
import { checkSetupLink } from "./check";
import { completeSetup, createFirstAdministrator } from "./complete";
import { hasMembers, openSetupLink, SETUP_LINK_LIFETIME } from "./open";

const PASSWORD = "canary correct horse battery";
const ana = { name: "Ana", email: "ana@example.com", password: PASSWORD };
const ben = { name: "Ben", email: "ben@example.com", password: PASSWORD };

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterEach(async () => {
    await stage.db.delete(user);
    await stage.db.delete(setupLink);
  });
  afterAll(() => stage.close());

  async function openLink(): Promise<string> {
    const token = await openSetupLink(stage.db);
    if (!token) throw new Error("no link was made");
    return token;
  }
  /** Makes every link as old as a link may become, and a little older. */
  const expireLinks = () =>
    stage.db.update(setupLink).set({ createdAt: new Date(Date.now() - SETUP_LINK_LIFETIME - 1) });
  const members = () =>
    stage.db.select({ email: user.email, role: user.role }).from(user).orderBy(user.email);
  const setUp = (token: string, administrator = ana) =>
    completeSetup(stage.visitor(), { token, ...administrator });

  describe("a setup link is refused", () => {
    it("where it is unknown, expired or used, all alike", async () => {
      const unknown = await failureOf(setUp("made-up"));
      const late = await openLink();
      await expireLinks();
      const expired = await failureOf(setUp(late));
      const once = await openLink();
      await setUp(once);
      const used = await failureOf(setUp(once, ben));

      expect(unknown).toMatchObject({ code: "expired", effect: "nothing-changed" });
      expect(expired).toEqual(unknown);
      expect(used).toEqual(unknown);
      expect(await members()).toEqual([{ email: ana.email, role: "administrator" }]);
      for (const token of ["", "made-up", late, once]) {
        expect(await checkSetupLink({ db: stage.db }, token)).toBe(false);
      }
    });

    it("where somebody can sign in by now, though the link was never used", async () => {
      const token = await openLink();
      await createFirstAdministrator(stage.db, ben);
      await stage.db.insert(setupLink).values({ tokenHash: "kept" });
      expect(await failureOf(setUp(token))).toMatchObject({ code: "expired" });
      expect(await members()).toHaveLength(1);
    });
  });

  describe("a setup link", () => {
    it("makes one administrator, with the password as a hash, and is audited without it", async () => {
      const token = await openLink();
      expect(await checkSetupLink({ db: stage.db }, token)).toBe(true);
      const visitor = stage.visitor();
      expect(await completeSetup(visitor, { token, ...ana })).toEqual({ email: ana.email });

      const [made] = await stage.db
        .select()
        .from(user)
        .innerJoin(account, eq(account.userId, user.id))
        .where(eq(user.email, ana.email));
      expect(made?.user).toMatchObject({ name: "Ana", role: "administrator" });
      expect(made?.account.providerId).toBe("credential");
      expect(await verifyPassword({ hash: made?.account.password ?? "", password: PASSWORD })).toBe(true);
      expect(await stage.auditOf(made?.user.id ?? "")).toMatchObject([
        {
          actorName: ana.name,
          actorEmail: ana.email,
          action: "member.create",
          requestId: visitor.request.id,
          address: visitor.request.address,
          outcome: "succeeded",
          details: { email: ana.email, role: "administrator" },
        },
      ]);
      const kept = (await everyRow(stage.db)) + stage.lines.join("");
      expect(kept).not.toContain(PASSWORD);
      expect(kept).not.toContain(token);
    });

    it("is kept as a hash", async () => {
      const token = await openLink();
      expect(await everyRow(stage.db)).not.toContain(token);
    });

    it("stays good when another process prints one of its own, and both go with the first setup", async () => {
      const [first, second] = [await openLink(), await openLink()];
      expect(first).not.toBe(second);
      for (const token of [first, second]) expect(await checkSetupLink({ db: stage.db }, token)).toBe(true);
      await setUp(second);
      expect(await stage.db.select().from(setupLink)).toEqual([]);
    });

    it("is not made where somebody can sign in", async () => {
      await createFirstAdministrator(stage.db, ana);
      expect(await hasMembers(stage.db)).toBe(true);
      expect(await openSetupLink(stage.db)).toBeUndefined();
    });

    it("takes those with it that have expired", async () => {
      await openLink();
      await expireLinks();
      const token = await openLink();
      expect(await stage.db.select().from(setupLink)).toHaveLength(1);
      expect(await checkSetupLink({ db: stage.db }, token)).toBe(true);
    });
  });

  describe("two setups at once make one administrator", () => {
    it.each(["with one link", "with a link each"])("%s", async (way) => {
      const first = await openLink();
      const second = way === "with one link" ? first : await openLink();
      const outcomes = await Promise.allSettled([setUp(first, ana), setUp(second, ben)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await members()).toHaveLength(1);
    });

    it("a link beside the environment", async () => {
      const token = await openLink();
      await Promise.allSettled([setUp(token, ana), createFirstAdministrator(stage.db, ben)]);
      expect(await members()).toHaveLength(1);
    });
  });

  describe("the administrator of the environment", () => {
    it("is made once, however many processes start", async () => {
      await Promise.all([1, 2, 3].map(() => createFirstAdministrator(stage.db, ana)));
      expect(await members()).toEqual([{ email: ana.email, role: "administrator" }]);
      const [made] = await stage.db.select().from(user);
      expect(await stage.auditOf(made?.id ?? "")).toMatchObject([
        { action: "member.create", requestId: null, address: null },
      ]);
    });

    it("is not made, and changes nobody, where somebody can sign in", async () => {
      await createFirstAdministrator(stage.db, ana);
      const before = await everyRow(stage.db);
      await createFirstAdministrator(stage.db, ben);
      await createFirstAdministrator(stage.db, { ...ana, password: "another password entirely" });
      expect(await everyRow(stage.db)).toBe(before);
    });
  });
});
