"use client";

import { Button } from "@/components/ui/button";
import { type CountInstancesAnswer, MOST_BY_ID } from "@/lib/contracts/instance-search";
import { countWords, numberWords } from "@/lib/words/count";
import { EVERYTHING, type Selection } from "./selection";

type SelectionSummaryProps = {
  /** Whether all that match the filter are chosen. */
  all: boolean;
  count: number;
  /** How many match the filter; undefined until they are counted. */
  matching: CountInstancesAnswer | undefined;
  onSelect: (selection: Selection) => void;
};

/** How many are chosen, and a way to all that match. */
export function SelectionSummary({ all, count, matching, onSelect }: SelectionSummaryProps) {
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
      <p role="status" className="font-medium">
        {all && !matching
          ? "Counting all that match"
          : `${all ? "All " : ""}${countWords(count, "instance")} selected`}
      </p>
      {!all && matching && matching.count > count && (
        <Button variant="ghost" size="small" className="-mx-2.5" onClick={() => onSelect(EVERYTHING)}>
          {`Select all ${numberWords(matching.count)}${matching.more ? "+" : ""} that match`}
        </Button>
      )}
      {!all && count > MOST_BY_ID && (
        <p className="text-caution text-xs">
          At most {numberWords(MOST_BY_ID)} can be picked one by one. Select all that match instead.
        </p>
      )}
    </div>
  );
}
