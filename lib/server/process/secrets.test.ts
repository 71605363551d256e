import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createCipher } from "../cipher";
import { readEnv } from "./env";
import { appSecret, engineApiKey } from "./secrets";

const GIVEN = "a-secret-from-the-environment-of-32-bytes";
const cipher = createCipher(GIVEN);

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "secrets-"));
  dataDir = path.join(folder, "not", "there", "yet");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const env = (more: Record<string, string> = {}) => readEnv({ DATA_DIR: dataDir, ...more });

test.each([
  ["app-secret", () => appSecret(env())],
  ["engine-api-key", () => engineApiKey(env(), cipher)],
])("an %s file that was emptied is refused, not taken as the secret", async (name, read) => {
  await read();
  for (const content of ["", "\n"]) {
    await writeFile(path.join(dataDir, name), content);
    await expect(read()).rejects.toThrow(path.join(dataDir, name));
  }
});

describe("a secret that is not given", () => {
  test("is made once, of 256 bits, and for its owner's eyes alone", async () => {
    const secret = await appSecret(env());
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await appSecret(env())).toBe(secret);
    const file = path.join(dataDir, "app-secret");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect((await readFile(file, "utf8")).trim()).toBe(secret);
  });

  test("is another one for each purpose and each folder", async () => {
    const secret = await appSecret(env());
    expect(await engineApiKey(env(), cipher)).not.toBe(secret);
    expect(await appSecret(env({ DATA_DIR: path.join(folder, "other") }))).not.toBe(secret);
  });

  test("is the same for all who ask at once, and leaves no draft behind", async () => {
    const read = await Promise.all(Array.from({ length: 20 }, () => appSecret(env())));
    expect(new Set(read).size).toBe(1);
    expect(await readdir(dataDir)).toEqual(["app-secret"]);
  });
});

test("a secret that is given is used, and nothing is written", async () => {
  expect(await appSecret(env({ APP_SECRET: GIVEN }))).toBe(GIVEN);
  expect(await engineApiKey(env({ ENGINE_API_KEY: "a-key-of-an-operator" }), cipher)).toBe(
    "a-key-of-an-operator",
  );
  await expect(stat(dataDir)).rejects.toThrow("ENOENT");
});

test("with Postgres, every process arrives at the same engine key without a disk", async () => {
  const shared = env({ APP_SECRET: GIVEN, DATABASE_URL: "postgres://db/patchbay" });
  const key = await engineApiKey(shared, cipher);
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(await engineApiKey(shared, createCipher(GIVEN))).toBe(key);
  expect(await engineApiKey(shared, createCipher(`${GIVEN}!`))).not.toBe(key);
  await expect(stat(dataDir)).rejects.toThrow("ENOENT");
});
