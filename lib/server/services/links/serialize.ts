import type { Link, LinkState } from "@/lib/contracts/link";
import { isDone } from "@/lib/contracts/terms/status";
import type { LinkRow } from "./find";

type Items = Link["items"];

export function serializeLink(row: LinkRow, items: Items): Link {
  return {
    id: row.id,
    person: row.person,
    userId: row.userId,
    state: linkState(row, items),
    openings: row.openings,
    items,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

/** How far a link has come. What is connected stays so, whatever became of the link since. */
export function linkState(
  { revokedAt, expiresAt, openings }: Pick<LinkRow, "revokedAt" | "expiresAt" | "openings">,
  items: Items,
  now: Date = new Date(),
): LinkState {
  if (revokedAt) return "revoked";
  if (items.length === 0) return "emptied";
  if (expiresAt <= now) return items.every(isDone) ? "connected" : "expired";
  if (items.every(isDone)) return "connected";
  if (items.some(({ status }) => status === "connected") && openings > 0) return "partly-connected";
  return openings > 0 ? "opened" : "not-opened";
}
