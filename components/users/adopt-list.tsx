"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { upstreamUsersQuery } from "@/lib/queries/users";
import { countWords } from "@/lib/words/count";
import { AdoptBar } from "./adopt-bar";
import { AdoptUser } from "./adopt-user";
import { adoptRequests, candidates } from "./adoption";
import { useAdoption } from "./use-adoption";

/** Who is at an upstream, a few at a time, with what of theirs the record does not know. */
export function AdoptList({ upstream }: { upstream: UpstreamSummary }) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    upstreamUsersQuery(upstream.id),
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { adopt, stop, outcomes, progress } = useAdoption(upstream.id);
  const users = data?.pages.flatMap((page) => page.users);
  const unreadable = data?.pages.reduce((sum, page) => sum + page.unreadable, 0) ?? 0;
  const open = users ? candidates(users, outcomes) : [];

  const choose = (keys: readonly string[], wanted: boolean) => {
    const next = new Set(chosen);
    for (const key of keys) {
      if (wanted) next.add(key);
      else next.delete(key);
    }
    setChosen(next);
  };

  const adoptChosen = async () => {
    const tried = await adopt(adoptRequests(users ?? [], chosen));
    setChosen((wanted) => new Set([...wanted].filter((key) => !tried.has(key))));
  };

  if (!users && !error)
    return (
      <div role="status">
        <p className="mb-3 text-muted text-sm">Loading users from {upstream.label}.</p>
        <Skeleton className="h-64" />
      </div>
    );
  return (
    <>
      {users && users.length > 0 && (
        <AdoptBar
          open={open}
          chosen={chosen}
          onChoose={choose}
          progress={progress}
          outcomes={outcomes}
          onAdopt={adoptChosen}
          onStop={stop}
        />
      )}
      {users && (
        <Card aria-label={`Users of ${upstream.label}`}>
          {users.length === 0 && unreadable === 0 && (
            <EmptyState icon={Users} title={`${upstream.label} has no users`}>
              Users appear there with the first server that is created for them.
            </EmptyState>
          )}
          <ul className="divide-y divide-border">
            {users.map((user) => (
              <AdoptUser
                key={user.userId}
                user={user}
                chosen={chosen}
                onChoose={choose}
                outcomes={outcomes}
                disabled={progress !== null}
              />
            ))}
          </ul>
          {unreadable > 0 && (
            <p className="px-4 py-3 text-caution text-sm">
              {countWords(unreadable, "more entry", "more entries")} could not be read.
            </p>
          )}
        </Card>
      )}
      {error && (
        <Alert
          kind="negative"
          title={`${upstream.label} could not be asked`}
          actions={<Button onClick={() => (users ? fetchNextPage() : refetch())}>Try again</Button>}
          className="mt-4"
        >
          {error.message}
        </Alert>
      )}
      {hasNextPage && !error && (
        <Button
          className="mt-4"
          busy={isFetchingNextPage}
          busyLabel="Loading more users"
          onClick={() => fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </>
  );
}
