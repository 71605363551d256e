import type { Database } from "../../db/client";
import { readRules } from "../../db/sign-in-rules";
import { passwordsOff } from "../../errors";

/** @throws PatchbayError `forbidden` where nobody signs in by a password, so that none is to be chosen */
export async function requirePasswords(db: Pick<Database, "select">): Promise<void> {
  if (!(await readRules(db)).allowsPasswords) throw passwordsOff();
}
