import type { Bundle } from "@/lib/contracts/bundle";
import type { bundle } from "../../db/schema/bundle";

export type BundleRow = typeof bundle.$inferSelect;

export function serializeBundle(row: BundleRow): Bundle {
  return {
    id: row.id,
    name: row.name,
    serverNames: row.serverNames,
    isReadOnly: row.isReadOnly,
    createdBy: row.createdByName,
    updatedAt: row.updatedAt.toISOString(),
  };
}
