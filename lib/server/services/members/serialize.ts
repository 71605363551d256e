import type { Invitation, ListedMember } from "@/lib/contracts/member-list";
import type { Member } from "../../context";
import type { invitation, user } from "../../db/schema/auth";

type UserRow = typeof user.$inferSelect;
type InvitationRow = typeof invitation.$inferSelect;

export function serializeMember(
  row: UserRow,
  { sessions, hasSecondFactor, passkeys }: Pick<ListedMember, "sessions" | "hasSecondFactor" | "passkeys">,
  reader: Pick<Member, "id">,
): ListedMember {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    isDisabled: row.disabledAt !== null,
    isSelf: row.id === reader.id,
    hasSecondFactor,
    passkeys,
    sessions,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  };
}

/** @param hasInviter whether whoever invited may still do so */
export function serializeInvitation(row: InvitationRow, hasInviter: boolean): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    invitedBy: row.invitedByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isOver: !hasInviter || row.expiresAt <= new Date(),
  };
}
