"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { changeAddress, useAddress } from "@/components/ui/address";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { History } from "@/components/ui/icons";
import { LoadMore } from "@/components/ui/load-more";
import { SearchField } from "@/components/ui/search-field";
import { Skeleton } from "@/components/ui/skeleton";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { ActivityFilter } from "@/lib/contracts/activity";
import { activityQuery } from "@/lib/queries/activity";
import { countWords } from "@/lib/words/count";
import { ActivityFilters } from "./activity-filters";
import { ActivityRow } from "./activity-row";
import { ExportActivity } from "./export-activity";
import { activityParams } from "./search-params";
import { subjectWords } from "./subject-link";

const MOST = 200;

/** Everything that was done, the latest first, narrowed by what the address says. */
export function ActivityList() {
  const filter: ActivityFilter = useAddress(activityParams);
  const list = useInfiniteQuery(activityQuery(filter));
  const { data, error, isPlaceholderData, hasNextPage } = list;
  const events = data?.pages.flatMap((page) => page.events);
  const first = isPlaceholderData ? undefined : events?.[0];

  return (
    <>
      <SearchField
        label="Search the activity"
        placeholder="Who, which record, or a detail"
        maxLength={MOST}
        settled={filter.q ?? ""}
        onSettle={(q) => changeAddress(activityParams, { q }, "replace")}
        className="mb-3 max-w-md"
      />
      <ActivityFilters
        filter={filter}
        actorName={first?.actor.name}
        subjectName={first && subjectWords(first.subject)}
      />
      <ExportActivity filter={filter} />
      <VisuallyHidden role="status">
        {events &&
          !isPlaceholderData &&
          `${countWords(events.length, "event")}${hasNextPage ? " and more" : ""}`}
      </VisuallyHidden>
      <UnreadAlert of={list} title="The activity could not be read" className="mb-4" />
      {!events && !error && <Skeleton className="h-96" />}
      {events && (
        <Card aria-label="Activity" className={cx(isPlaceholderData && "opacity-60")}>
          {events.length > 0 ? (
            <ol className="divide-y divide-border">
              {events.map((event) => (
                <ActivityRow
                  key={event.id}
                  event={event}
                  onActor={(actor) => changeAddress(activityParams, { actor })}
                />
              ))}
            </ol>
          ) : (
            <EmptyState icon={History} title="No results">
              Nothing that was done matches. Take a filter away, or search by fewer words.
            </EmptyState>
          )}
        </Card>
      )}
      <LoadMore list={list}>Load earlier events</LoadMore>
    </>
  );
}
