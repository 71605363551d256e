import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Cipher, randomToken } from "../cipher";
import { type Env, EnvironmentError } from "./env";

/** `APP_SECRET`, or one that is made at the first start and kept in the data folder. */
export function appSecret(env: Env): Promise<string> {
  return env.appSecret ? Promise.resolve(env.appSecret) : keptSecret(env.dataDir, "app-secret");
}

/** The secret that seals and signs, and one that is read beside it while one takes the place of the other. */
export type Secrets = { current: string; previous: string | undefined };

export async function appSecrets(env: Env): Promise<Secrets> {
  return { current: await appSecret(env), previous: env.previousAppSecret };
}

/**
 * The key that the embedded engine accepts: `ENGINE_API_KEY`, or one made at the first start and kept likewise. With
 * Postgres there may be several processes and no disk to keep it on, so there it follows from `APP_SECRET`.
 */
export async function engineApiKey(env: Env, cipher: Cipher): Promise<string> {
  if (env.engineApiKey) return env.engineApiKey;
  if (env.databaseUrl) return cipher.sign("engine", "engine api key");
  return keptSecret(env.dataDir, "engine-api-key");
}

/**
 * What signs the audit: `AUDIT_SIGNING_KEY`, or a secret that is made at the first start and kept beside the database.
 * With Postgres it follows from `APP_SECRET` likewise, so that it proves nothing against whoever has that one.
 */
export async function auditSigningKey(env: Env, cipher: Cipher): Promise<string> {
  if (env.auditSigningKey) return env.auditSigningKey;
  if (env.databaseUrl) return cipher.sign("audit", "audit signing key");
  return keptSecret(env.dataDir, "audit-signing-key");
}

/**
 * Reads a secret from its file, which is made, readable by its owner alone, where there is none.
 * @throws EnvironmentError where the file is there and empty: whatever was encrypted with its secret would not open any more
 */
async function keptSecret(dataDir: string, name: string): Promise<string> {
  const file = path.join(dataDir, name);
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return makeSecret(file);
    throw error;
  });
  if (kept.trim()) return kept.trim();
  throw new EnvironmentError([
    {
      variable: "DATA_DIR",
      message: `${file} is empty. Restore it from a backup, or delete it to have a new secret made.`,
    },
  ]);
}

async function makeSecret(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${randomToken()}\n`, { mode: 0o600, flush: true });
  // Linking fails where the file exists by now, so that of two starting processes both read the same secret.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(draft);
  return readFile(file, "utf8");
}
