import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CreateApiKeyRequestInput, createApiKeyRequestSchema } from "@/lib/contracts/api-key";
import { apiKey } from "../../db/schema/api-key";
import { user } from "../../db/schema/auth";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { addMember, everyRow, openTestConsole, type TestConsole } from "../testing";
import { authenticateKey, findUsableKey } from "./authenticate";
import { createApiKey } from "./create";
import { listApiKeys } from "./list";
import { revokeApiKey } from "./revoke";

const request = (more: Partial<CreateApiKeyRequestInput> = {}) =>
  createApiKeyRequestSchema.parse({ name: "CI", scopes: ["read"], ...more });

it.each<[string, object, string]>([
  ["without a name", { name: " ", scopes: ["read"] }, "name"],
  ["with a name that cannot be stored", { name: "a\0b", scopes: ["read"] }, "name"],
  ["without a scope", { name: "CI", scopes: [] }, "scopes"],
  ["with a scope that there is none of", { name: "CI", scopes: ["everything"] }, "scopes"],
  ["with an account that is no word", { name: "CI", scopes: ["read"], account: "A b" }, "account"],
  ["that never lives", { name: "CI", scopes: ["read"], expiresInDays: 0 }, "expiresInDays"],
  ["with a role that there is none of", { name: "CI", scopes: ["read"], role: "root" }, "role"],
  ["with a scope beyond its role", { name: "CI", scopes: ["secrets"] }, "scopes"],
])("a key is refused %s", (_, asked, field) => {
  expect(createApiKeyRequestSchema.safeParse(asked).error?.issues[0]?.path[0]).toBe(field);
});

it("a key reads no raw tokens, and belongs to the console's account, unless somebody says so", () => {
  expect(request()).toEqual({
    name: "CI",
    scopes: ["read"],
    role: "operator",
    account: "main",
    expiresInDays: 90,
  });
});

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    await addMember(stage, "administrator");
  });
  afterAll(() => stage.close());

  const make = (more: Partial<CreateApiKeyRequestInput> = {}) =>
    createApiKey(stage.as("administrator"), request(more));
  const demoteTo = (role: "viewer" | "operator" | "administrator") =>
    stage.db.update(user).set({ role }).where(eq(user.id, "member-administrator"));

  it.each(["viewer", "operator"] as const)("a %s makes, sees and revokes none", async (role) => {
    const { key } = await make();
    for (const asked of [
      createApiKey(stage.as(role), request()),
      listApiKeys(stage.as(role)),
      revokeApiKey(stage.as(role), key),
    ])
      expect(await failureOf(asked)).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
  });

  it("is told once, and kept as a hash", async () => {
    const { key, secret } = await make({ name: "Told once", scopes: ["read", "create", "read"] });
    expect(secret).toMatch(/^pb_[\w-]{43}$/);
    expect(secret.startsWith(key.prefix)).toBe(true);
    expect(key).toMatchObject({ name: "Told once", scopes: ["read", "create"], state: "active" });
    expect(await everyRow(stage.db)).not.toContain(secret);
    expect(stage.lines.join()).not.toContain(secret);
    const { keys } = await listApiKeys(stage.as("administrator"));
    expect(keys[0]).toEqual(key);
    const [event] = await stage.auditOf(key.id, "api-key.create");
    expect(event?.details).toMatchObject({ name: "Told once", scopes: ["read", "create"], role: "operator" });
  });

  it("is known by the whole of it alone", async () => {
    const { key, secret } = await make();
    expect((await authenticateKey(stage.db, secret))?.caller).toEqual({
      kind: "apiKey",
      id: key.id,
      name: "CI",
      email: null,
      role: "operator",
    });
    for (const wrong of ["", "pb_", secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), key.prefix])
      expect(await authenticateKey(stage.db, wrong)).toBeUndefined();
  });

  it("does no more than its maker may at that moment", async () => {
    const all = ["read", "create", "call", "admin", "secrets", "console"] as const;
    const { key, secret } = await make({ scopes: [...all], role: "administrator" });
    const scopesNow = async () => (await authenticateKey(stage.db, secret))?.scopes;
    expect(await scopesNow()).toEqual(all);
    await demoteTo("operator");
    expect(await scopesNow()).toEqual(["read", "create", "call", "console"]);
    await demoteTo("viewer");
    expect(await scopesNow()).toEqual(["read", "console"]);
    expect((await authenticateKey(stage.db, secret))?.caller.role).toBe("viewer");
    await stage.db.delete(user);
    expect((await authenticateKey(stage.db, secret))?.refusal).toContain("no member any more");
    expect(await findUsableKey(stage.db, key.id)).toBeUndefined();
    const { keys } = await listApiKeys(stage.as("administrator"));
    expect(keys.find(({ id }) => id === key.id)?.state).toBe("ownerless");
    await addMember(stage, "administrator");
  });

  it("ends when it expires and when it is revoked, and stays in the record", async () => {
    const { key, secret } = await make();
    await stage.db.update(apiKey).set({ expiresAt: new Date() }).where(eq(apiKey.id, key.id));
    expect((await authenticateKey(stage.db, secret))?.refusal).toContain("expired");
    const other = await make({ expiresInDays: null });
    expect(other.key.expiresAt).toBeNull();
    const { key: revoked } = await revokeApiKey(stage.as("administrator"), other.key);
    expect(revoked.state).toBe("revoked");
    expect((await authenticateKey(stage.db, other.secret))?.refusal).toContain("revoked");
    expect(await revokeApiKey(stage.as("administrator"), other.key)).toEqual({ key: revoked });
    expect(await stage.auditOf(other.key.id, "api-key.revoke")).toHaveLength(1);
    const { keys } = await listApiKeys(stage.as("administrator"));
    expect(keys.map(({ id }) => id)).toEqual(expect.arrayContaining([key.id, revoked.id]));
  });

  it("says when it was used last, and writes that once a minute", async () => {
    const { key, secret } = await make();
    const lastUsed = async () =>
      (await stage.db.select().from(apiKey).where(eq(apiKey.id, key.id)))[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await authenticateKey(stage.db, secret);
    const first = await lastUsed();
    expect(first).toBeInstanceOf(Date);
    await authenticateKey(stage.db, secret);
    expect(await lastUsed()).toEqual(first);
    const earlier = new Date(Date.now() - 61_000);
    await stage.db.update(apiKey).set({ lastUsedAt: earlier }).where(eq(apiKey.id, key.id));
    await authenticateKey(stage.db, secret);
    expect((await lastUsed())?.getTime()).toBeGreaterThan(earlier.getTime());
  });

  it("one that does not exist is not revoked", async () => {
    const id = "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11";
    expect(await failureOf(revokeApiKey(stage.as("administrator"), { id }))).toMatchObject({
      code: "not-found",
    });
  });
});
