import type { Route } from "next";
import { ServerMark } from "@/components/servers/server-mark";
import type { Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CircleCheck } from "@/components/ui/icons";
import { PageLink } from "@/components/ui/page-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Instance } from "@/lib/contracts/instance";
import { jobActionSchema } from "@/lib/contracts/job";
import type { Overview } from "@/lib/contracts/overview";
import { instancePath, instancesPath, jobPath, jobsPath, linksPath } from "@/lib/paths";
import { countWords } from "@/lib/words/count";
import { JOB_ACTION_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";
import { AttentionHeading } from "./attention-heading";
import { Counted } from "./counted";

type AttentionProps = Pick<Overview, "attention"> & {
  /** An upstream fails, which is said above: then it is not calm, whatever else there is. */
  failing: boolean;
};

/** What wants somebody, the longest waiting first; each is named, and leads to where it can be put right. */
export function Attention({ attention, failing }: AttentionProps) {
  const { waiting, needsReauthorization, missing, failedJobs, expiringLinks, runningJobs } = attention;
  const counts = [waiting, needsReauthorization, missing, failedJobs].map(({ count }) => count);
  const calm = !failing && expiringLinks === 0 && counts.every((count) => count === 0);
  return (
    <section aria-labelledby="attention">
      <h2 id="attention" className="mb-3 font-semibold text-sm">
        Needs attention
      </h2>
      {calm && (
        <p className="flex items-center gap-2 rounded-lg border border-border bg-surface px-4 py-3 text-sm shadow-low">
          <CircleCheck aria-hidden className="size-4 text-positive" />
          Nothing: no account waits for longer than a day or needs re-authorization, and no work failed.
        </p>
      )}
      {(runningJobs > 0 || expiringLinks > 0) && (
        <ul className="mb-4 flex flex-wrap gap-2">
          {runningJobs > 0 && (
            <Counted href={jobsPath({ state: "running" })} tone="accent">
              {countWords(runningJobs, "job runs", "jobs run")}
            </Counted>
          )}
          {expiringLinks > 0 && (
            <Counted href={linksPath({ standing: "expiring" })} tone="caution">
              {countWords(expiringLinks, "connect link ends", "connect links end")} within a day, unused
            </Counted>
          )}
        </ul>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[repeat(auto-fit,minmax(20rem,1fr))]">
        {failedJobs.count > 0 && <FailedJobs {...failedJobs} />}
        <Instances
          tone="negative"
          title="Need re-authorization"
          words="They were connected once. Their agents fail until somebody signs in again."
          group={needsReauthorization}
          all={{ href: instancesPath({ status: ["needs-reauthorization"] }), words: "Show all in the list" }}
        />
        <Instances
          tone="caution"
          title="Waiting for longer than a day"
          words="Nobody has signed in yet. A connect link may help."
          group={waiting}
          all={{
            href: instancesPath({ status: ["waiting"], sort: "created", direction: "ascending" }),
            words: "Show all that wait, the oldest first",
          }}
        />
        <Instances
          tone="negative"
          title="Gone at their upstream"
          words="They were deleted there, or are another user's now. Delete them here, or create them anew."
          group={missing}
          all={{ href: instancesPath({ presence: "gone" }), words: "Show all in the list" }}
        />
      </div>
    </section>
  );
}

type InstancesProps = {
  tone: Tone;
  title: string;
  words: string;
  group: { count: number; more: boolean; instances: Instance[] };
  /** Where the list shows them. */
  all: { href: Route; words: string };
};

function Instances({ tone, title, words, group, all }: InstancesProps) {
  if (group.count === 0) return null;
  return (
    <Card aria-label={title}>
      <AttentionHeading tone={tone} title={title} words={words} count={group.count} more={group.more} />
      <ul className="divide-y divide-border">
        {group.instances.map(({ id, serverName, userId, createdAt }) => (
          <li
            key={id}
            className="relative flex items-center gap-2.5 px-4 py-2 text-sm transition-colors duration-100 hover:bg-hover has-focus-visible:bg-hover pointer-coarse:py-3"
          >
            <ServerMark name={serverName} size="small" />
            <PageLink
              href={instancePath(id)}
              className="flex min-w-0 flex-1 gap-1.5 after:absolute after:inset-0"
            >
              <span className="shrink-0 font-medium">{serverName}</span>
              <span className="truncate text-muted">{showId(userId)}</span>
            </PageLink>
            <RelativeTime dateTime={createdAt} className="shrink-0 text-muted text-xs" />
          </li>
        ))}
      </ul>
      <p className="border-border border-t px-4 py-2 text-xs">
        <PageLink href={all.href} className="text-accent-text hover:underline">
          {all.words}
        </PageLink>
      </p>
    </Card>
  );
}

function FailedJobs({ count, jobs }: Overview["attention"]["failedJobs"]) {
  return (
    <Card aria-label="Failed work">
      <AttentionHeading
        tone="negative"
        title="Failed work"
        words="Of the last week, the latest first. What failed can be done again."
        count={count}
      />
      <ul className="divide-y divide-border">
        {jobs.map(({ id, action, failed, total, createdAt }) => {
          const known = jobActionSchema.safeParse(action);
          return (
            <li
              key={id}
              className="relative flex items-center gap-2.5 px-4 py-2 text-sm transition-colors duration-100 hover:bg-hover has-focus-visible:bg-hover pointer-coarse:py-3"
            >
              <PageLink
                href={jobPath(id)}
                className="flex min-w-0 flex-1 gap-1.5 after:absolute after:inset-0"
              >
                <span className="shrink-0 font-medium">
                  {known.success ? JOB_ACTION_LABELS[known.data] : action}
                </span>
                <span className="truncate text-muted">
                  {failed} of {total} failed
                </span>
              </PageLink>
              <RelativeTime dateTime={createdAt} className="shrink-0 text-muted text-xs" />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
