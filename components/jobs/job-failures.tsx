import { PageLink } from "@/components/ui/page-link";
import type { Job } from "@/lib/contracts/job";
import { jobPath } from "@/lib/paths";
import { countWords } from "@/lib/words/count";
import { showId } from "@/lib/words/unseen";
import { InstanceLink } from "./instance-link";

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };

/** Each failure with its reason. A job tells the first hundred; beyond these, how many more there are and where they stand. */
export function JobFailures({ job }: { job: Job }) {
  const untold = job.failed - job.failures.length;
  return (
    <section
      aria-label="Failures"
      {...KEYBOARD_SCROLLS}
      className="max-h-72 overflow-y-auto rounded-md border border-border focus-visible:-outline-offset-2"
    >
      <ul className="divide-y divide-border">
        {job.failures.map(({ position, instanceId, serverName, userId, platformName, reason }) => (
          <li
            key={position}
            className="grid gap-x-4 px-3 py-2 text-sm sm:grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)]"
          >
            <InstanceLink id={instanceId} className="truncate font-medium">
              {serverName} of {showId(userId)}
              {platformName && ` on ${showId(platformName)}`}
            </InstanceLink>
            <span className="text-negative">{reason}</span>
          </li>
        ))}
      </ul>
      {untold > 0 && (
        <p className="border-border border-t px-3 py-2 text-muted text-xs">
          And {countWords(untold, "instance")} more.{" "}
          <PageLink href={jobPath(job.id)} className="text-accent-text hover:underline">
            The receipt tells every one
          </PageLink>
          .
        </p>
      )}
    </section>
  );
}
