import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createCipher, randomToken } from "../cipher";
import { instance } from "../db/schema/instance";
import { keptKey, secretCheck } from "../db/schema/secret-check";
import { TEST_DATABASES } from "../db/testing";
import { record } from "../services/instances/testing";
import { openTestConsole, type TestConsole } from "../services/testing";
import { openCipher } from "./kept-keys";
import { acceptSecret, checkSecret } from "./secret-check";

const SECRET = "a secret of this database, of more than 32 bytes";
const OTHER = "another secret of more than 32 bytes";
const SET = { appSecret: "set", dataDir: "/srv/data" };
const KEPT = { appSecret: undefined, dataDir: "/srv/data" };

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open, { secret: SECRET });
  });
  afterEach(async () => {
    await stage.db.delete(secretCheck);
    await stage.db.delete(keptKey);
    await stage.db.delete(instance);
  });
  afterAll(() => stage.close());
  const check = (current = SECRET, env: typeof SET | typeof KEPT = SET, previous?: string) =>
    checkSecret(stage.db, { current, previous }, env);

  it("a wrong secret is refused by the name of where it comes from", async () => {
    await check();
    await expect(check(OTHER)).rejects.toThrow(/^APP_SECRET: is not the one .* accept-secret/);
    await expect(check(OTHER, KEPT)).rejects.toThrow(
      /^DATA_DIR: the file \/srv\/data\/app-secret is not the one/,
    );
    await check();
  });

  it("a database of an older version is known by what it holds", async () => {
    await record(stage);
    await expect(check(OTHER)).rejects.toThrow("APP_SECRET");
    expect(await stage.db.select().from(secretCheck)).toEqual([]);
    await check();
    await expect(check(OTHER)).rejects.toThrow("APP_SECRET");
  });

  it("one damaged row among good ones stops nothing", async () => {
    await record(stage);
    await record(stage, { serverUrl: "v1.x.y" });
    await check();
    await check();
  });

  it("answers which of two secrets it was written with, and leaves it at that one", async () => {
    await record(stage);
    expect(await check(OTHER, SET, SECRET)).toBe(SECRET);
    expect(await check(SECRET, SET, OTHER)).toBe(SECRET);
    await expect(check(OTHER)).rejects.toThrow("APP_SECRET");
    await expect(check(OTHER, SET, randomToken())).rejects.toThrow("APP_SECRET_PREVIOUS");
  });

  it("a lost secret takes the keys of addresses along, and new ones are kept", async () => {
    const before = await openCipher(stage.db, { current: SECRET, previous: undefined }, await check());
    await acceptSecret(stage.db, OTHER);
    expect(await stage.db.select().from(keptKey)).toEqual([]);
    const after = await openCipher(stage.db, { current: OTHER, previous: undefined }, await check(OTHER));
    expect(after.sign("id", "engine mcp url")).not.toBe(before.sign("id", "engine mcp url"));
    expect(after.sign("id", "engine mcp url")).toBe(createCipher(OTHER).sign("id", "engine mcp url"));
  });

  it("goes on with another secret where somebody says so", async () => {
    await record(stage);
    await check();
    await acceptSecret(stage.db, OTHER);
    await check(OTHER);
    await expect(check()).rejects.toThrow("APP_SECRET");
  });
});
