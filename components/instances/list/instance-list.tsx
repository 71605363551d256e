"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { JobProgress } from "@/components/jobs/job-progress";
import { useMember } from "@/components/layout/member";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonStyle } from "@/components/ui/button-style";
import { Card } from "@/components/ui/card";
import { Download } from "@/components/ui/icons";
import { SearchField } from "@/components/ui/search-field";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { exportAddress } from "@/lib/api/search";
import type { Instance } from "@/lib/contracts/instance";
import type { SearchInstancesAnswer } from "@/lib/contracts/instance-search";
import type { UpstreamSummary } from "@/lib/contracts/upstream";
import { jobPath } from "@/lib/paths";
import { countQuery, exactCountQuery, searchQuery } from "@/lib/queries/search";
import { rememberList } from "../list-address";
import { BulkBar } from "./bulk-bar";
import { optionalColumns, orderWords, shownColumns } from "./columns";
import { FilterBar } from "./filter-bar";
import { InstanceTable } from "./instance-table";
import { ListEmpty } from "./list-empty";
import { MatchCount } from "./match-count";
import { MoreRows } from "./more-rows";
import { RowSkeletons } from "./row-skeletons";
import { listParams } from "./search-params";
import { isNothing, NOTHING } from "./selection";
import { StatusTabs } from "./status-tabs";
import { useSelection } from "./use-selection";
import { changeView, useView } from "./use-view";
import { ViewButton } from "./view-button";

type InstanceListProps = {
  upstreams: readonly UpstreamSummary[];
  /** The reader's own member id. */
  memberId: string;
};

/** Every instance of the record: searched, narrowed, sorted, and changed one or all at a time. */
export function InstanceList({ upstreams, memberId }: InstanceListProps) {
  const selectable = useMember().can("job.create");
  const { view, changeLooks } = useView(memberId);
  const { filter, sort, direction, hidden, density, job } = view;
  const list = useInfiniteQuery(searchQuery({ filter, sort, direction }));
  const { data: counted, error: countError } = useQuery(countQuery(filter));
  const instances = useMemo(() => allOf(list.data?.pages ?? []), [list.data]);
  const listed = useRef<readonly string[]>([]);
  const { selection, select, press } = useSelection(filter, listed);
  const [begun, setBegun] = useState<string | null>(null);

  useEffect(() => {
    listed.current = instances.map(({ id }) => id);
  }, [instances]);

  // Read from the address itself, which has what this view was made of.
  useEffect(() => {
    if (view) rememberList(listParams.write(window.location.search, { job: undefined }));
  }, [view]);

  // What is about to be changed is counted to the last.
  const uncounted = selection.all && counted?.more === true;
  const { data: all } = useQuery({ ...exactCountQuery(filter), enabled: uncounted });

  const columns = useMemo(() => shownColumns(hidden, upstreams.length), [hidden, upstreams]);
  const anythingChosen = !isNothing(selection);

  const follow = (jobId: string) => {
    select(NOTHING);
    setBegun(jobId);
    changeView({ job: jobId });
  };

  return (
    <div>
      {job && (
        <JobProgress
          key={job}
          id={job}
          focused={job === begun}
          onClose={() => changeView({ job: undefined })}
          className="mb-4"
        >
          {({ id }) => (
            <ButtonLink href={jobPath(id)} size="small">
              Receipt
            </ButtonLink>
          )}
        </JobProgress>
      )}
      <VisuallyHidden role="status">{orderWords(view)}</VisuallyHidden>
      <Card aria-label="List of instances" className="@container">
        <div className="flex flex-col gap-2 border-border border-b px-4 pt-3 pb-2">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <SearchField
              label="Search instances"
              placeholder="Server, user, platform or id"
              maxLength={200}
              settled={filter.q ?? ""}
              onSettle={(q) => changeView({ q }, "replace")}
              className="basis-full sm:max-w-md sm:flex-1 sm:basis-auto"
            />
            <div className="flex flex-1 flex-wrap items-center justify-end gap-2">
              <MatchCount filter={filter} counted={counted} failed={countError !== null} />
              <a href={exportAddress(filter)} download className={buttonStyle("secondary", "medium")}>
                <Download aria-hidden /> Export CSV
              </a>
              <ViewButton view={view} onLook={changeLooks} columns={optionalColumns(upstreams.length)} />
            </div>
          </div>
          <StatusTabs filter={filter} />
          <FilterBar filter={filter} upstreams={upstreams} memberId={memberId} />
        </div>
        {!list.isFetchNextPageError && (
          <UnreadAlert of={list} title="The list could not be read" className="m-4" />
        )}
        {list.isPending && <RowSkeletons count={10} density={density} />}
        {list.data && instances.length === 0 && <ListEmpty filter={filter} />}
        {instances.length > 0 && (
          <InstanceTable
            view={view}
            onLook={changeLooks}
            columns={columns}
            instances={instances}
            selectable={selectable}
            selection={selection}
            onSelect={select}
            onPress={press}
            outdated={list.isPlaceholderData}
          />
        )}
        {list.hasNextPage && !list.isPlaceholderData && (
          <MoreRows
            density={density}
            loading={list.isFetching}
            error={list.isFetchNextPageError ? list.error : null}
            onWanted={list.fetchNextPage}
          />
        )}
      </Card>
      {selectable && anythingChosen && (
        <BulkBar
          selection={selection}
          filter={filter}
          matching={uncounted ? all : counted}
          onSelect={select}
          onBegun={follow}
        />
      )}
    </div>
  );
}

/** What changed its place between two pages may be on both; it is shown once. */
function allOf(pages: readonly SearchInstancesAnswer[]): Instance[] {
  const byId = new Map(pages.flatMap((page) => page.instances).map((instance) => [instance.id, instance]));
  return [...byId.values()];
}
