import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { hashToken } from "../../cipher";
import type { Database } from "../../db/client";
import { recoveryCode } from "../../db/schema/auth";

const CODES = 10;

/** Letters and digits that nobody takes for one another (Crockford's base32). */
const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 10;

/** Gives a member other recovery codes, of 50 bits each; those from before are none any more. Told once. */
export async function makeRecoveryCodes(
  tx: Pick<Database, "delete" | "insert">,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () =>
    Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join(""),
  );
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
  await tx.insert(recoveryCode).values(codes.map((code) => ({ userId, codeHash: hashToken(code) })));
  return codes.map((code) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`);
}
