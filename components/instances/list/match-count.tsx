import { Skeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { InstanceFilter } from "@/lib/contracts/instance-search";
import { countWords } from "@/lib/words/count";
import { isNarrowed } from "./view";

type MatchCountProps = {
  filter: InstanceFilter;
  /** Undefined while it is on its way. */
  count: number | undefined;
  failed: boolean;
};

/** How many there are, told aloud when it changes. */
export function MatchCount({ filter, count, failed }: MatchCountProps) {
  return (
    <div
      role="status"
      className="mr-auto min-w-16 whitespace-nowrap text-muted text-sm sm:mr-1 sm:text-right"
    >
      {count !== undefined && (
        <span>{isNarrowed(filter) ? matches(count) : countWords(count, "instance")}</span>
      )}
      {count === undefined && failed && <span>Not counted</span>}
      {count === undefined && !failed && (
        <>
          <Skeleton className="ml-auto h-4 w-16" />
          <VisuallyHidden>Counting</VisuallyHidden>
        </>
      )}
    </div>
  );
}

function matches(count: number): string {
  return count === 0 ? "No matches" : countWords(count, "match", "matches");
}
