import { randomUUID } from "node:crypto";
import { and, desc, eq, gt, isNull, ne } from "drizzle-orm";
import type { Role } from "@/lib/contracts/member";
import type { SignInProblem } from "@/lib/contracts/terms/session";
import { recordAudit } from "../../audit/record";
import type { Actor, Context, Visitor } from "../../context";
import { account, invitation, user } from "../../db/schema/auth";
import { changeMembers, type Transaction } from "../members/administrators";
import { changeMember } from "../members/change";
import { isInviter } from "../members/invitation";
import type { Arrival } from "./claims";

type UserRow = typeof user.$inferSelect;

const SIGNED_IN = { action: "session.create", details: { method: "single-sign-on" } } as const;

/**
 * The member whom somebody from the provider is: by what the provider calls them, else by their address, else a new one,
 * where an invitation, the claim or the default gives a role. The claim's role is theirs from now on.
 */
export function admitMember(
  context: Context<Visitor>,
  arrival: Arrival,
  defaultRole: Role | null,
): Promise<{ id: string } | { problem: SignInProblem }> {
  const { db, request } = context;
  return changeMembers(db, async (tx) => {
    const found = await findMember(tx, arrival);
    if (found?.disabledAt) return { problem: "disabled" };
    if (found && (await isSomebodyElse(tx, found, arrival))) return { problem: "another-account" };
    const { email, name, role: claimed, issuer, subject } = arrival;
    const by = (id: string): { caller: Actor; request: typeof request } => ({
      caller: { kind: "member", id, name: found?.name ?? name, email: found?.email ?? email },
      request,
    });
    const link = { providerId: issuer, accountId: subject };
    if (found) {
      const role = claimed === undefined ? found.role : (claimed ?? defaultRole);
      if (!role) return { problem: "not-a-member" };
      await tx
        .insert(account)
        .values({ id: randomUUID(), userId: found.id, ...link })
        .onConflictDoNothing();
      const changed = (await isLastAdministrator(tx, found)) ? [] : await changeMember(tx, found, { role });
      await recordAudit(tx, by(found.id), ...changed, { ...SIGNED_IN, subject: found.id });
      return { id: found.id };
    }
    const role = claimed ?? (await takeInvitation(tx, email)) ?? defaultRole;
    if (!role) return { problem: "not-a-member" };
    const id = randomUUID();
    await tx.insert(user).values({ id, name, email, emailVerified: true, role });
    await tx.insert(account).values({ id: randomUUID(), userId: id, ...link });
    const made = { action: "member.create", subject: id, details: { email, role } } as const;
    await recordAudit(tx, by(id), made, { ...SIGNED_IN, subject: id });
    return { id };
  });
}

async function findMember(
  tx: Transaction,
  { issuer, subject, email }: Arrival,
): Promise<UserRow | undefined> {
  const [linked] = await tx
    .select({ user })
    .from(account)
    .innerJoin(user, eq(user.id, account.userId))
    .where(and(eq(account.providerId, issuer), eq(account.accountId, subject)));
  if (linked) return linked.user;
  const [named] = await tx.select().from(user).where(eq(user.email, email));
  return named;
}

/** An address may have been given to somebody new at the provider, who is not the member that had it. */
async function isSomebodyElse(
  tx: Transaction,
  { id }: UserRow,
  { issuer, subject }: Arrival,
): Promise<boolean> {
  const links = await tx
    .select({ subject: account.accountId })
    .from(account)
    .where(and(eq(account.userId, id), eq(account.providerId, issuer)));
  return links.length > 0 && links.every((link) => link.subject !== subject);
}

/** The last administrator stays one, whatever a claim says: nobody else could mend it. */
async function isLastAdministrator(tx: Transaction, { id, role }: UserRow): Promise<boolean> {
  if (role !== "administrator") return false;
  const [other] = await tx
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.role, "administrator"), isNull(user.disabledAt), ne(user.id, id)))
    .limit(1);
  return other === undefined;
}

/** The role of the latest invitation that is open for an address, which is accepted with it. */
async function takeInvitation(tx: Transaction, email: string): Promise<Role | undefined> {
  const open = and(
    eq(invitation.email, email),
    isNull(invitation.acceptedAt),
    isNull(invitation.revokedAt),
    gt(invitation.expiresAt, new Date()),
  );
  const [found] = await tx
    .select({ id: invitation.id, role: invitation.role })
    .from(invitation)
    .innerJoin(user, isInviter)
    .where(open)
    .orderBy(desc(invitation.createdAt))
    .limit(1);
  if (!found) return undefined;
  await tx.update(invitation).set({ acceptedAt: new Date() }).where(eq(invitation.id, found.id));
  return found.role;
}
