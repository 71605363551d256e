import { useQuery } from "@tanstack/react-query";
import { CountTabs } from "@/components/ui/count-tabs";
import type { InstanceFilter } from "@/lib/contracts/instance-search";
import { INSTANCE_STANDINGS, type InstanceStanding, standingFilter } from "@/lib/contracts/terms/status";
import { standingsQuery } from "@/lib/queries/search";
import { STANDING_LABELS } from "@/lib/words/labels";
import { changeView } from "./use-view";

type Tab = InstanceStanding | "all" | "several";

/** The list divided by status, each part with how many are in it; parts in which nothing is are left out. */
export function StatusTabs({ filter }: { filter: InstanceFilter }) {
  const { data } = useQuery(standingsQuery(filter));
  const present = presentTab(filter);
  const shown = INSTANCE_STANDINGS.filter((standing) => standing === present || data?.counts[standing]);
  // Of what is not counted to the end, a number would say too little.
  const counts = data?.more ? undefined : data?.counts;
  return (
    <CountTabs<Tab>
      label="Instances by status"
      value={present}
      onChange={select}
      tabs={[
        { value: "all", label: "All", count: counts?.all },
        ...shown.map((standing) => ({
          value: standing,
          label: STANDING_LABELS[standing],
          count: counts?.[standing],
        })),
      ]}
    />
  );
}

function select(tab: Tab): void {
  if (tab === "several") return;
  const none = { status: undefined, presence: undefined };
  changeView({ ...none, ...(tab !== "all" && standingFilter(tab)) });
}

/** The part that the address asks for; none of them where it asks for several. */
export function presentTab({ status = [], presence }: InstanceFilter): Tab {
  if (status.length === 0) return presence === undefined ? "all" : presence === "gone" ? "gone" : "several";
  const [only, ...others] = status;
  return only && others.length === 0 && presence !== "gone" ? only : "several";
}
