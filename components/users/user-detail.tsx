"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { CombinedUrls } from "@/components/combined-urls/combined-urls";
import { useMember } from "@/components/layout/member";
import { PageHeader } from "@/components/layout/page-header";
import { SendLink } from "@/components/links/send-link";
import { SuspendButton } from "@/components/targets/suspend-button";
import { useAddress } from "@/components/ui/address";
import { BackLink } from "@/components/ui/back-link";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Plus, UserRound } from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { createPath, PATHS, userPath } from "@/lib/paths";
import { userQuery } from "@/lib/queries/users";
import { countWords } from "@/lib/words/count";
import { showId } from "@/lib/words/unseen";
import { Offboard } from "./offboard";
import { Offboarding } from "./offboarding";
import { userParams } from "./search-params";
import { StatusCounts } from "./status-counts";
import { UserHistory } from "./user-history";
import { UserInstance } from "./user-instance";

type UserDetailProps = { userId: string };

/** One user: all that is theirs, and the step that takes it away. */
export function UserDetail({ userId }: UserDetailProps) {
  const { can } = useMember();
  const query = useQuery(userQuery(userId));
  const { data, error } = query;
  const { job } = useAddress(userParams);

  const [begun, setBegun] = useState<string>();

  const showJob = (id: string) => {
    setBegun(id);
    window.history.pushState(null, "", userPath(userId, { job: id }));
  };

  return (
    <>
      <p className="mb-2">
        <BackLink href={PATHS.users}>Users</BackLink>
      </p>
      <PageHeader
        title={<span className="break-all">{showId(userId)}</span>}
        aside={<CopyButton text={userId} label="Copy user id" />}
        description={
          data && (
            <>
              {countWords(data.user.total, "instance")}, last change{" "}
              <RelativeTime dateTime={data.user.lastChangeAt} />
              {!can("user.offboard") && ". Changing something takes an operator."}
            </>
          )
        }
        actions={
          can("user.offboard") &&
          data && (
            <>
              <ButtonLink href={createPath({ user: userId })}>
                <Plus aria-hidden /> Create for them
              </ButtonLink>
              <SendLink userId={userId} />
              {data.instances.some(({ upstream }) => upstream === "embedded") && (
                <SuspendButton
                  what={{ scope: "user", name: userId }}
                  words={`every instance of ${showId(userId)}`}
                />
              )}
              <Offboard userId={userId} instances={data.instances} onStarted={showJob}>
                Offboard
              </Offboard>
            </>
          )
        }
      />
      <div className="space-y-6">
        {job && (
          <Offboarding
            key={job}
            jobId={job}
            userId={userId}
            left={data?.instances ?? []}
            focused={begun === job}
            onStarted={showJob}
          />
        )}
        <UnreadAlert of={query} title="The user could not be read" />
        {data === undefined && !error && <Skeleton className="h-48" />}
        {data === null && <Nothing userId={userId} />}
        {data && (
          <Card aria-labelledby="theirs">
            <CardHeader>
              <CardTitle id="theirs">Instances</CardTitle>
              <StatusCounts byStatus={data.user.byStatus} />
            </CardHeader>
            <ul className="divide-y divide-border">
              {data.instances.map((instance) => (
                <UserInstance key={instance.id} instance={instance} usage={data.usage[instance.id]} />
              ))}
            </ul>
          </Card>
        )}
        {data && <CombinedUrls userId={userId} combinedUrls={data.combinedUrls} instances={data.instances} />}
        <UserHistory userId={userId} />
      </div>
    </>
  );
}

function Nothing({ userId }: UserDetailProps) {
  const { can } = useMember();
  return (
    <Card aria-label="Instances">
      <EmptyState
        icon={UserRound}
        title="This user has no instances"
        actions={
          <>
            {can("instance.create") && (
              <ButtonLink href={createPath({ user: userId })} variant="primary">
                Create a server URL for them
              </ButtonLink>
            )}
            <ButtonLink href={PATHS.users}>All users</ButtonLink>
          </>
        }
      >
        They never had one, or all were deleted; the history below tells which.
      </EmptyState>
    </Card>
  );
}
