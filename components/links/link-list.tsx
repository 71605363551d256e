"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMember } from "@/components/layout/member";
import { changeAddress, useAddress } from "@/components/ui/address";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CountTabs } from "@/components/ui/count-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { Send } from "@/components/ui/icons";
import { LoadMore } from "@/components/ui/load-more";
import { SearchField } from "@/components/ui/search-field";
import { Skeleton } from "@/components/ui/skeleton";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { LINK_STANDINGS } from "@/lib/contracts/link";
import { linksQuery } from "@/lib/queries/links";
import { LINK_STANDING_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";
import { LinkTable } from "./link-table";
import { linksParams } from "./search-params";

const MOST = 200;
const TABS = ["all", ...LINK_STANDINGS] as const;

/** The connect links, narrowed by what the address says, and how far their people have come, live. */
export function LinkList() {
  const filter = useAddress(linksParams);
  const { q = "", standing = "all", userId } = filter;
  const list = useInfiniteQuery(linksQuery(filter));
  const { data, error } = list;
  const links = data?.pages.flatMap((page) => page.links);
  const counts = data?.pages[0]?.counts;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <SearchField
          label="Search connect links"
          placeholder="Person, user or server"
          maxLength={MOST}
          settled={q}
          onSettle={(text) => changeAddress(linksParams, { q: text }, "replace")}
          className="w-full max-w-xs"
        />
        <CountTabs
          label="State of the links"
          tabs={TABS.map((value) => ({
            value,
            label: LINK_STANDING_LABELS[value],
            count: counts?.[value],
            more: data?.pages[0]?.more ?? false,
          }))}
          value={standing}
          onChange={(value) => changeAddress(linksParams, { standing: value === "all" ? undefined : value })}
        />
        {userId && (
          <Button size="small" onClick={() => changeAddress(linksParams, { userId: undefined })}>
            User {showId(userId)}, clear
          </Button>
        )}
      </div>
      <Card aria-label="Connect links">
        <UnreadAlert of={list} title="The list could not be read" className="m-4" />
        {!links && !error && <Skeleton className="m-4 h-48" />}
        {links?.length === 0 && <NoLinks narrowed={counts?.all !== 0 || q !== ""} />}
        {links && links.length > 0 && <LinkTable links={links} />}
      </Card>
      <LoadMore list={list}>Load earlier links</LoadMore>
    </>
  );
}

function NoLinks({ narrowed }: { narrowed: boolean }) {
  const { can } = useMember();
  if (narrowed)
    return (
      <EmptyState icon={Send} title="No results">
        No link matches. Choose another state, or search by fewer words.
      </EmptyState>
    );
  return (
    <EmptyState icon={Send} title="No connect links yet">
      A link lets people connect their own accounts, on any device and without an account here.
      {can("link.create") ? " Create the first with the button above." : " Creating one takes an operator."}
    </EmptyState>
  );
}
