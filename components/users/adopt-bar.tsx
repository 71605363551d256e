import { Button } from "@/components/ui/button";
import { countWords } from "@/lib/words/count";
import { type Adopted, IN_PAGE, isAdopted } from "./adoption";

type AdoptBarProps = {
  /** All that may be adopted of what is listed. */
  open: readonly string[];
  chosen: ReadonlySet<string>;
  onChoose: (keys: readonly string[], wanted: boolean) => void;
  progress: { done: number; total: number } | null;
  outcomes: ReadonlyMap<string, Adopted>;
  onAdopt: () => void;
  onStop: () => void;
  /** A job for what is chosen is being started. */
  beginning: boolean;
};

/** The choice of everything at once, what came of the last one, and the deed. */
export function AdoptBar({
  open,
  chosen,
  onChoose,
  progress,
  outcomes,
  onAdopt,
  onStop,
  beginning,
}: AdoptBarProps) {
  return (
    <div className="sticky top-14 z-10 -mx-1 mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 bg-background px-1 py-2 lg:top-0">
      {open.length > 0 ? (
        <label className="flex items-center gap-2 text-sm pointer-coarse:min-h-10">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={open.every((key) => chosen.has(key))}
            disabled={progress !== null}
            onChange={(event) => onChoose(open, event.target.checked)}
          />
          All that is listed
        </label>
      ) : (
        <p className="text-muted text-sm">Nothing to choose</p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="text-muted text-sm">
          {progress ? `${progress.done} of ${progress.total} done` : outcomeWords(outcomes)}
          {chosen.size > IN_PAGE && " As a job, which goes on without this page."}
        </p>
        {progress && <Button onClick={onStop}>Stop</Button>}
        <Button
          variant="primary"
          disabled={chosen.size === 0}
          busy={progress !== null || beginning}
          busyLabel="Adopting"
          onClick={onAdopt}
        >
          {chosen.size === 0 ? "Adopt" : `Adopt ${countWords(chosen.size, "server")}`}
        </Button>
      </div>
    </div>
  );
}

function outcomeWords(outcomes: ReadonlyMap<string, Adopted>): string {
  if (outcomes.size === 0) return "";
  const adopted = [...outcomes.values()].filter(isAdopted).length;
  const failed = outcomes.size - adopted;
  return failed > 0 ? `${adopted} adopted, ${failed} failed` : `${adopted} adopted`;
}
