"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useMember } from "@/components/layout/member";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { cx } from "@/components/ui/class-names";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Job } from "@/lib/contracts/job";
import { useStopJob } from "@/lib/queries/jobs";
import { useJob } from "@/lib/queries/use-job";
import { JobFailures } from "./job-failures";
import { jobAnnouncement, jobStanding, jobTitle } from "./job-words";

type JobProgressProps = {
  id: string;
  /** Moves the focus here, as for a job that a press of a button has just begun. */
  focused?: boolean;
  /** Puts the panel away. The job goes on, and its address leads back to it. */
  onClose?: () => void;
  /** Buttons beside Close once the job is over, such as for its receipt. */
  children?: (job: Job) => ReactNode;
  className?: string;
};

/** Work on many instances: how far it has come, what failed and why. The server does it, whoever watches. */
export function JobProgress({ id, focused = false, onClose, children, className }: JobProgressProps) {
  // Whoever may neither do nor stop the work only watches it.
  const { can } = useMember();
  const { job, error, refetch } = useJob(id, { nudges: can("job.work") });
  const panel = useRef<HTMLElement>(null);

  useEffect(() => {
    if (focused) panel.current?.focus();
  }, [focused]);

  if (error && !job) {
    return (
      <Alert
        kind="negative"
        title="The work could not be shown"
        className={className ?? ""}
        actions={
          <>
            <Button onClick={() => refetch()}>Try again</Button>
            {onClose && <Button onClick={onClose}>Close</Button>}
          </>
        }
      >
        {error.message}
      </Alert>
    );
  }
  if (!job) return <Skeleton className={cx("h-32", className)} />;

  const running = job.state === "running";
  return (
    <Card ref={panel} tabIndex={-1} aria-labelledby={`job-${id}`} className={className}>
      <CardHeader>
        <CardTitle id={`job-${id}`}>{jobTitle(job)}</CardTitle>
        <div className="flex flex-wrap items-center gap-2">
          {running && can("job.stop") && <Stop id={id} />}
          {!running && children?.(job)}
          {onClose && (
            <Button size="small" onClick={onClose}>
              {running ? "Hide" : "Close"}
            </Button>
          )}
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <ProgressBar job={job} />
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm">
          <p>{jobStanding(job)}</p>
          <p className="text-muted text-xs">
            Started <RelativeTime dateTime={job.createdAt} /> by {job.createdBy}
          </p>
        </div>
        <VisuallyHidden role="status">{jobAnnouncement(job)}</VisuallyHidden>
        {running && (
          <p className="text-muted text-xs">
            You can leave: it goes on without this page, whose address leads back to it.
          </p>
        )}
        {running && error && (
          <Alert
            kind="caution"
            title="How far it has come could not be read"
            actions={
              <Button size="small" onClick={() => refetch()}>
                Try again now
              </Button>
            }
          >
            {error.message} It is read again by itself, and the work goes on meanwhile.
          </Alert>
        )}
        {job.failed > 0 && <JobFailures job={job} />}
      </CardBody>
    </Card>
  );
}

function ProgressBar({ job }: { job: Job }) {
  return (
    <progress
      aria-labelledby={`job-${job.id}`}
      value={job.done + job.failed}
      max={job.total}
      className={cx(
        "h-2 w-full appearance-none overflow-hidden rounded-full border-0 bg-inset [--bar:var(--accent)]",
        "[&::-moz-progress-bar]:bg-(--bar) [&::-webkit-progress-bar]:bg-inset [&::-webkit-progress-value]:bg-(--bar)",
        "[&::-webkit-progress-value]:transition-[inline-size] [&::-webkit-progress-value]:duration-300",
        job.state === "finished" && "[--bar:var(--positive)]",
        job.state !== "running" && job.failed > 0 && "[--bar:var(--caution)]",
        job.state === "stopped" && "[--bar:var(--muted)]",
      )}
    />
  );
}

function Stop({ id }: { id: string }) {
  const stop = useStopJob();
  const press = () =>
    stop.mutate(id, {
      onError: ({ message }) =>
        toast({ kind: "negative", title: "It was not stopped", description: message }),
    });
  return (
    <Button size="small" busy={stop.isPending} busyLabel="Stopping" onClick={press}>
      Stop
    </Button>
  );
}
