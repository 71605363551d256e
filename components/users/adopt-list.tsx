"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { changeAddress, useAddress } from "@/components/ui/address";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Users } from "@/components/ui/icons";
import { SearchField } from "@/components/ui/search-field";
import { Skeleton } from "@/components/ui/skeleton";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { jobPath } from "@/lib/paths";
import { useAdoptUsers } from "@/lib/queries/users";
import { countWords } from "@/lib/words/count";
import { AdoptBar } from "./adopt-bar";
import { AdoptUser } from "./adopt-user";
import { adoptable, adoptRequests, adoptWork, candidates, IN_PAGE } from "./adoption";
import { LookThrough } from "./look-through";
import { adoptParams } from "./search-params";
import { useAdoption } from "./use-adoption";
import { useLookThrough } from "./use-look-through";

/** Longer than anything that an id could hold is not looked for. */
const MOST = 200;

/** The users of an upstream of whose servers the record does not know some, as they are found. */
export function AdoptList({ upstream }: { upstream: UpstreamSummary }) {
  const { users, unreadable, error, pages, looking, paused, stop: pause, goOn } = useLookThrough(upstream.id);
  const { q = "" } = useAddress(adoptParams);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const router = useRouter();
  const begin = useAdoptUsers();
  const { adopt, stop, outcomes, progress } = useAdoption(upstream.id);
  const shown = adoptable(users ?? [], q);
  const open = candidates(shown, outcomes);

  const choose = (keys: readonly string[], wanted: boolean) => {
    const next = new Set(chosen);
    for (const key of keys) {
      if (wanted) next.add(key);
      else next.delete(key);
    }
    setChosen(next);
  };

  const adoptChosen = async () => {
    if (chosen.size > IN_PAGE) {
      const work = { upstream: upstream.id, users: adoptWork(users ?? [], chosen) };
      return begin.mutate(work, { onSuccess: ({ job }) => router.push(jobPath(job.id)) });
    }
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
        <>
          <SearchField
            label="Search users to adopt"
            placeholder="Any part of the id"
            maxLength={MOST}
            settled={q}
            onSettle={(text) => changeAddress(adoptParams, { q: text }, "replace")}
            className="mb-3 max-w-md"
          />
          <LookThrough
            users={users.length}
            found={shown.length}
            pages={pages}
            looking={looking}
            paused={paused}
            onPause={pause}
            onGoOn={goOn}
          />
        </>
      )}
      {users && users.length > 0 && (
        <AdoptBar
          open={open}
          chosen={chosen}
          onChoose={choose}
          progress={progress}
          outcomes={outcomes}
          onAdopt={adoptChosen}
          onStop={stop}
          beginning={begin.isPending}
        />
      )}
      {users && (
        <Card aria-label={`Users of ${upstream.label}`}>
          {users.length === 0 && unreadable === 0 && (
            <EmptyState icon={Users} title={`${upstream.label} has no users`}>
              Users appear there with the first server that is created for them.
            </EmptyState>
          )}
          {users.length > 0 && shown.length === 0 && (
            <EmptyState icon={Users} title={nothingWords(q, looking)}>
              Only users with a server that is not in the record are listed here.
            </EmptyState>
          )}
          <ul className="divide-y divide-border">
            {shown.map((user) => (
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
      {begin.error && (
        <Alert kind="negative" title="Nothing was adopted" className="mt-4">
          {begin.error.message}
        </Alert>
      )}
      {error && (
        <Alert
          kind="negative"
          title={`${upstream.label} could not be asked`}
          actions={<Button onClick={goOn}>Try again</Button>}
          className="mt-4"
        >
          {error.message}
        </Alert>
      )}
    </>
  );
}

function nothingWords(q: string, looking: boolean): string {
  if (q) return `No results for “${q}”`;
  return looking ? "Nothing to adopt so far" : "Nothing to adopt";
}
