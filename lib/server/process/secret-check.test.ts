import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createCipher } from "../cipher";
import { instance } from "../db/schema/instance";
import { secretCheck } from "../db/schema/secret-check";
import { TEST_DATABASES } from "../db/testing";
import { record } from "../services/instances/testing";
import { openTestConsole, type TestConsole } from "../services/testing";
import { acceptSecret, checkSecret } from "./secret-check";

const OTHER = createCipher("another secret of more than 32 bytes");
const SET = { appSecret: "set", dataDir: "/srv/data" };
const KEPT = { appSecret: undefined, dataDir: "/srv/data" };

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterEach(async () => {
    await stage.db.delete(secretCheck);
    await stage.db.delete(instance);
  });
  afterAll(() => stage.close());
  const check = (cipher = stage.cipher, env: typeof SET | typeof KEPT = SET) =>
    checkSecret(stage.db, cipher, env);

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

  it("goes on with another secret where somebody says so", async () => {
    await record(stage);
    await check();
    await acceptSecret(stage.db, OTHER);
    await check(OTHER);
    await expect(check()).rejects.toThrow("APP_SECRET");
  });
});
