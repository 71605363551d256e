import { roleIncludes } from "@/lib/contracts/terms/role";
import { type Principal, SYSTEM } from "../../context";
import type { auditEvent } from "../../db/schema/audit";

type EventRow = typeof auditEvent.$inferSelect;

/** One name for the console itself, whatever it called itself once; members by their address, which is theirs alone. */
export function actorName({
  actorKind,
  actorName: name,
  actorEmail,
}: Pick<EventRow, "actorKind" | "actorName" | "actorEmail">): string {
  return actorKind === "system" ? SYSTEM.name : (actorEmail ?? name);
}

/** The details as far as a reader may see them: the upstream's id may be part of the URL, as `serializeInstance` says. */
export function detailsFor(
  { role }: Pick<Principal, "role">,
  recorded: EventRow["details"],
): EventRow["details"] {
  const details = asRecord(recorded);
  if (roleIncludes(role, "operator")) return details;
  const { instanceId: _, ...others } = details;
  return others;
}

/** The database takes any JSON. What is no record of details is told as the one detail that there is. */
function asRecord(details: unknown): EventRow["details"] {
  if (typeof details === "object" && details !== null && !Array.isArray(details)) return { ...details };
  return { details };
}
