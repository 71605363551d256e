import { desc, eq } from "drizzle-orm";
import { type Cipher, createCipher } from "../cipher";
import type { Database } from "../db/client";
import { instance } from "../db/schema/instance";
import { secretCheck } from "../db/schema/secret-check";
import { opensServerUrl } from "../services/instances/secrets";
import { type Env, EnvironmentError } from "./env";
import { dropLostKeys } from "./kept-keys";
import type { Secrets } from "./secrets";

const NAME = "app-secret";
const PURPOSE = "secret-check";

/** So many of the latest rows of a database without a check value are tried: one may have been damaged by itself. */
const TRIED = 20;

/**
 * Makes sure that what is in the database was encrypted with one of these secrets, and answers which. One that is new, or
 * comes from a version that kept no check value, gets one.
 * @throws EnvironmentError where it was another secret: half of what the console has would not open
 */
export async function checkSecret(
  db: Database,
  { current, previous }: Secrets,
  env: Pick<Env, "appSecret" | "dataDir">,
): Promise<string> {
  const [kept] = await db.select().from(secretCheck).where(eq(secretCheck.name, NAME));
  for (const secret of previous === undefined ? [current] : [current, previous]) {
    const cipher = createCipher(secret);
    if (kept ? !opens(cipher, kept.value) : !(await opensInstances(db, cipher))) continue;
    if (!kept) await keepCheck(db, cipher);
    return secret;
  }
  throw wrongSecret(env);
}

/** From now on this secret is the right one. What was encrypted with another stays closed. */
export async function acceptSecret(db: Database, secret: string): Promise<void> {
  const cipher = createCipher(secret);
  await db.transaction(async (tx) => {
    await dropLostKeys(tx, cipher);
    await keepCheck(tx, cipher);
  });
}

/** By this value the secret of the cipher is known as the right one. */
export async function keepCheck(db: Pick<Database, "insert">, cipher: Cipher): Promise<void> {
  const value = cipher.encrypt(NAME, PURPOSE);
  await db
    .insert(secretCheck)
    .values({ name: NAME, value })
    .onConflictDoUpdate({ target: secretCheck.name, set: { value } });
}

function opens(cipher: Cipher, value: string): boolean {
  try {
    return cipher.decrypt(value, PURPOSE) === NAME;
  } catch {
    return false;
  }
}

async function opensInstances(db: Database, cipher: Cipher): Promise<boolean> {
  const rows = await db
    .select({ id: instance.id, serverUrl: instance.serverUrl })
    .from(instance)
    .orderBy(desc(instance.createdAt))
    .limit(TRIED);
  return rows.length === 0 || rows.some((row) => opensServerUrl({ cipher }, row));
}

function wrongSecret({ appSecret, dataDir }: Pick<Env, "appSecret" | "dataDir">): EnvironmentError {
  const variable = appSecret ? "APP_SECRET" : "DATA_DIR";
  const whose = appSecret ? "is not the one" : `the file ${dataDir}/app-secret is not the one`;
  return new EnvironmentError([
    {
      variable,
      message: `${whose} with which this database was written, so that the server URLs in it would not open. Set the one from before, as APP_SECRET_PREVIOUS where this one is to take its place; if it is lost, run "npm run admin -- accept-secret" and create the instances again.`,
    },
  ]);
}
