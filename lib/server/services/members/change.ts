import { eq } from "drizzle-orm";
import type { Role } from "@/lib/contracts/member";
import type { AuditEntry } from "../../audit/record";
import { session, user } from "../../db/schema/auth";
import type { Transaction } from "./administrators";

type UserRow = typeof user.$inferSelect;

/** What is to be of a member; what is left out stays. */
export type Wanted = {
  role?: Role | undefined;
  isDisabled?: boolean | undefined;
  name?: string | undefined;
  email?: string | undefined;
  externalId?: string | null | undefined;
};

/**
 * Makes a member what is wanted, in a transaction that holds their row. Whoever is disabled is signed out everywhere. Answers
 * what is to be recorded last; nothing, where nothing changed.
 */
export async function changeMember(
  tx: Transaction,
  before: UserRow,
  { role, isDisabled, name, email, externalId }: Wanted,
): Promise<AuditEntry[]> {
  const wasDisabled = before.disabledAt !== null;
  const changesState = isDisabled !== undefined && isDisabled !== wasDisabled;
  const changes = {
    ...changed("role", before.role, role),
    ...changed("isDisabled", wasDisabled, isDisabled),
    ...changed("name", before.name, name),
    ...changed("address", before.email, email),
    ...changed("externalId", before.externalId, externalId),
  };
  if (Object.keys(changes).length === 0) return [];
  await tx
    .update(user)
    .set({
      updatedAt: new Date(),
      ...(role && { role }),
      ...(name && { name }),
      ...(email && { email }),
      ...(externalId !== undefined && { externalId }),
      ...(changesState && { disabledAt: isDisabled ? new Date() : null }),
    })
    .where(eq(user.id, before.id));
  if (changesState && isDisabled) await tx.delete(session).where(eq(session.userId, before.id));
  return [{ action: "member.update", subject: before.id, details: { email: before.email, ...changes } }];
}

function changed<Name extends string, Value>(name: Name, from: Value, to: Value | undefined) {
  if (to === undefined || to === from) return {};
  return { [name]: { from, to } } as Partial<Record<Name, { from: Value; to: Value }>>;
}
