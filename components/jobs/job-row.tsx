import { Badge } from "@/components/ui/badge";
import { LocalTime } from "@/components/ui/local-time";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import type { JobSummary } from "@/lib/contracts/job";
import { jobPath } from "@/lib/paths";
import { jobStanding, jobTitle } from "./job-words";

/** One job of a list; the whole row leads to it. */
export function JobRow({ job }: { job: JobSummary }) {
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-6 gap-y-1 px-4 py-2.5 text-sm transition-colors duration-100 hover:bg-hover has-focus-visible:bg-hover md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_auto_8rem]">
      <div className="min-w-0">
        <PageLink href={jobPath(job.id)} className="wrap-anywhere font-medium after:absolute after:inset-0">
          {jobTitle(job)}
        </PageLink>
        <p className="wrap-anywhere text-muted text-xs">by {job.createdBy}</p>
      </div>
      <p className="order-3 col-span-2 text-muted md:order-none md:col-span-1">{jobStanding(job)}</p>
      <LocalTime
        dateTime={job.createdAt}
        className="order-4 col-span-2 text-muted text-xs leading-5 md:order-none md:col-span-1"
      />
      <span className="flex justify-end">
        <JobBadge job={job} />
      </span>
    </li>
  );
}

function JobBadge({ job: { state, failed } }: { job: JobSummary }) {
  if (state === "running")
    return (
      <Badge tone="accent">
        <Spinner /> Running
      </Badge>
    );
  if (state === "stopped") return <Badge>Stopped</Badge>;
  if (state !== "finished") return <Badge>{state}</Badge>;
  return failed > 0 ? <Badge tone="negative">{failed} failed</Badge> : <Badge tone="positive">Done</Badge>;
}
