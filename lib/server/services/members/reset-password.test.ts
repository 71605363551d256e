import { randomUUID } from "node:crypto";
import { verifyPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { account, session, user } from "../../db/schema/auth";
import { createFirstAdministrator } from "../setup/complete";
import { everyRow, openTestConsole, type TestConsole } from "../testing";
import { listMemberLines, resetPassword } from "./reset-password";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
  const ana = { name: "Ana", email: "ana@example.com", password: "the first password" };
  await createFirstAdministrator(stage.db, ana);
});
afterAll(() => stage.close());

it("changes nothing where nobody has the address", async () => {
  const before = await everyRow(stage.db);
  expect(await resetPassword(stage.db, { email: "eve@example.com", password: "x".repeat(12) })).toBe(false);
  expect(await everyRow(stage.db)).toBe(before);
});

it("sets the password, ends the sessions, and is audited without it", async () => {
  const [ana] = await stage.db.select().from(user);
  if (!ana) throw new Error("nobody is there");
  const values = { id: randomUUID(), token: "t", userId: ana.id, expiresAt: new Date(Date.now() + 60_000) };
  await stage.db.insert(session).values(values);
  const password = "canary of another password";
  expect(await resetPassword(stage.db, { email: ana.email, password })).toBe(true);
  const [kept] = await stage.db.select().from(account).where(eq(account.userId, ana.id));
  expect(await verifyPassword({ hash: kept?.password ?? "", password })).toBe(true);
  expect(await stage.db.select().from(session)).toEqual([]);
  expect(await stage.auditOf(ana.id, "password.change")).toMatchObject([
    { actorKind: "system", outcome: "succeeded" },
  ]);
  expect(await everyRow(stage.db)).not.toContain("canary");
  expect(await listMemberLines(stage.db)).toEqual([
    { email: ana.email, name: "Ana", role: "administrator", isDisabled: false },
  ]);
});
