import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { sql } from "drizzle-orm";
import type { SetupRequest } from "@/lib/contracts/member";
import { type By, recordAudit } from "../../audit/record";
import type { Actor } from "../../context";
import type { Database } from "../../db/client";
import { LOCKS } from "../../db/locks";
import { account, setupLink, user } from "../../db/schema/auth";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { checkSetupLink } from "./check";
import { hasMembers } from "./open";

type NewAdministrator = { name: string; email: string; password: string };
type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** Spends a setup link on the first administrator. @throws PatchbayError `expired` where the link does not work. */
export const completeSetup = verb("console.set-up", ["visitor"], async (context, input: SetupRequest) => {
  const { db, request } = context;
  const { token, ...administrator } = input;
  const gone = () =>
    new PatchbayError(
      "expired",
      "This setup link does not work any more. If nobody can sign in yet, restart Patchbay: it prints a new one.",
    );
  if (!(await checkSetupLink({ db }, token))) throw gone();
  const password = await hashPassword(administrator.password);
  return db.transaction(async (tx) => {
    await oneAtATime(tx);
    if ((await hasMembers(tx)) || !(await checkSetupLink({ db: tx }, token))) throw gone();
    await insertAdministrator(tx, { ...administrator, password }, request);
    return { email: administrator.email };
  });
});

/** Makes the administrator that the environment names, where nobody can sign in yet; answers whether it did. */
export async function createFirstAdministrator(
  db: Database,
  administrator: NewAdministrator,
): Promise<boolean> {
  if (await hasMembers(db)) return false;
  const password = await hashPassword(administrator.password);
  return db.transaction(async (tx) => {
    await oneAtATime(tx);
    if (await hasMembers(tx)) return false;
    await insertAdministrator(tx, { ...administrator, password }, { id: null, address: null });
    return true;
  });
}

/** Two setups at once must not make two first administrators. The lock ends with the transaction. */
async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS.setup})`);
}

async function insertAdministrator(
  tx: Transaction,
  { name, email, password }: NewAdministrator,
  request: By["request"],
): Promise<void> {
  const id = randomUUID();
  await tx.insert(user).values({ id, name, email, emailVerified: true, role: "administrator" });
  await tx
    .insert(account)
    .values({ id: randomUUID(), accountId: id, providerId: "credential", userId: id, password });
  await tx.delete(setupLink);
  const caller: Actor = { kind: "member", id, name, email };
  await recordAudit(
    tx,
    { caller, request },
    {
      action: "member.create",
      subject: id,
      details: { email, role: "administrator" },
    },
  );
}
