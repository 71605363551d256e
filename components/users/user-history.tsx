"use client";

import { useQuery } from "@tanstack/react-query";
import { ActivityRow } from "@/components/activity/activity-row";
import { JobRow } from "@/components/jobs/job-row";
import { LinkTable } from "@/components/links/link-table";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { PageLink } from "@/components/ui/page-link";
import { Skeleton } from "@/components/ui/skeleton";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { activityPath } from "@/lib/paths";
import { userActivityQuery } from "@/lib/queries/activity";
import { userJobsQuery } from "@/lib/queries/jobs";
import { userLinksQuery } from "@/lib/queries/links";

type UserHistoryProps = { userId: string };

/** What was done about a user: it outlives every instance of theirs. */
export function UserHistory({ userId }: UserHistoryProps) {
  return (
    <>
      <Links userId={userId} />
      <Offboardings userId={userId} />
      <LatestEvents userId={userId} />
    </>
  );
}

function Links({ userId }: UserHistoryProps) {
  const { data } = useQuery(userLinksQuery(userId));
  if (!data || data.links.length === 0) return null;
  return (
    <Card aria-labelledby="links">
      <CardHeader>
        <CardTitle id="links">Connect links</CardTitle>
      </CardHeader>
      <LinkTable links={data.links} />
    </Card>
  );
}

function Offboardings({ userId }: UserHistoryProps) {
  const { data } = useQuery(userJobsQuery(userId));
  if (!data || data.jobs.length === 0) return null;
  return (
    <Card aria-labelledby="offboardings">
      <CardHeader>
        <CardTitle id="offboardings">Offboarding</CardTitle>
      </CardHeader>
      <ol className="divide-y divide-border">
        {data.jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ol>
    </Card>
  );
}

function LatestEvents({ userId }: UserHistoryProps) {
  const query = useQuery(userActivityQuery(userId));
  const { data, error } = query;
  if (!data && error) return <UnreadAlert of={query} title="The history could not be read" />;
  if (!data) return <Skeleton className="h-48" />;
  return (
    <Card aria-labelledby="history">
      <CardHeader>
        <CardTitle id="history">History</CardTitle>
        {data.next !== null && (
          <PageLink href={activityPath({ userId })} className="text-accent-text text-sm hover:underline">
            All events
          </PageLink>
        )}
      </CardHeader>
      {data.events.length > 0 ? (
        <ol className="divide-y divide-border">
          {data.events.map((event) => (
            <ActivityRow key={event.id} event={event} />
          ))}
        </ol>
      ) : (
        <CardBody className="text-muted text-sm">Nothing was ever done for this user.</CardBody>
      )}
    </Card>
  );
}
