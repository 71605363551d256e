import { StatusBadge } from "@/components/ui/status-badge";
import { INSTANCE_STANDINGS } from "@/lib/contracts/terms/status";
import type { UserSummary } from "@/lib/contracts/user";

/** How many instances are in each state, in the vocabulary's own order. */
export function StatusCounts({ byStatus }: Pick<UserSummary, "byStatus">) {
  return (
    <span className="flex flex-wrap gap-1">
      {INSTANCE_STANDINGS.map((status) => {
        const count = byStatus[status];
        return count ? <StatusBadge key={status} status={status} count={count} /> : null;
      })}
    </span>
  );
}
