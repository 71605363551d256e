import { Button } from "@/components/ui/button";
import { countWords } from "@/lib/words/count";

type LookThroughProps = {
  /** How many users were looked at, and how many of them have something to adopt. */
  users: number;
  found: number;
  pages: { read: number; all: number };
  looking: boolean;
  paused: boolean;
  onPause: () => void;
  onGoOn: () => void;
};

/** How far the search for what is not adopted has come: each user costs a call within the upstream's rate. */
export function LookThrough({ users, found, pages, looking, paused, onPause, onGoOn }: LookThroughProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <p>
        {countWords(found, "user")} to adopt from, of {countWords(users, "user")} looked at
        {looking || paused ? " so far" : ""}
      </p>
      {(looking || paused) && (
        <>
          <progress
            aria-label="Users looked at"
            value={pages.read}
            max={pages.all}
            className="h-2 w-40 accent-accent"
          />
          <Button size="small" onClick={looking ? onPause : onGoOn}>
            {looking ? "Stop looking" : "Go on looking"}
          </Button>
        </>
      )}
    </div>
  );
}
