import { useMember } from "@/components/layout/member";
import { buttonStyle } from "@/components/ui/button-style";
import { Download } from "@/components/ui/icons";
import { exportAddress } from "@/lib/api/activity";
import type { ActivityFilter } from "@/lib/contracts/activity";

/** Downloads of what is shown, all of it, for whoever may. */
export function ExportActivity({ filter }: { filter: ActivityFilter }) {
  const { can } = useMember();
  if (!can("activity.export")) return null;
  return (
    <p className="mb-4 flex flex-wrap items-center gap-2">
      <a href={exportAddress(filter, "jsonl")} download className={buttonStyle("secondary", "small")}>
        <Download aria-hidden /> Export as JSON Lines
      </a>
      <a href={exportAddress(filter, "csv")} download className={buttonStyle("secondary", "small")}>
        <Download aria-hidden /> Export as CSV
      </a>
      <span className="text-muted text-xs">
        Each file is signed, and checked by <code className="font-mono">npm run audit:verify</code>.
      </span>
    </p>
  );
}
