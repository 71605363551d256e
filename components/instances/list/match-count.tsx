import { Skeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { CountInstancesAnswer, InstanceFilter } from "@/lib/contracts/instance-search";
import { atLeastWords } from "@/lib/words/count";
import { isNarrowed } from "./view";

type MatchCountProps = {
  filter: InstanceFilter;
  /** Undefined while it is on its way. */
  counted: CountInstancesAnswer | undefined;
  failed: boolean;
};

/** How many there are, told aloud when it changes. */
export function MatchCount({ filter, counted, failed }: MatchCountProps) {
  return (
    <div
      role="status"
      className="mr-auto min-w-16 whitespace-nowrap text-muted text-sm sm:mr-1 sm:text-right"
    >
      {counted && <span>{isNarrowed(filter) ? matches(counted) : atLeastWords(counted, "instance")}</span>}
      {!counted && failed && <span>Not counted</span>}
      {!counted && !failed && (
        <>
          <Skeleton className="ml-auto h-4 w-16" />
          <VisuallyHidden>Counting</VisuallyHidden>
        </>
      )}
    </div>
  );
}

function matches(counted: CountInstancesAnswer): string {
  return counted.count === 0 ? "No matches" : atLeastWords(counted, "match", "matches");
}
