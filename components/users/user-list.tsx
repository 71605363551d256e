"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMember } from "@/components/layout/member";
import { changeAddress, useAddress } from "@/components/ui/address";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CountTabs } from "@/components/ui/count-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { Search, Users } from "@/components/ui/icons";
import { LoadMore } from "@/components/ui/load-more";
import { SearchField } from "@/components/ui/search-field";
import { Skeleton } from "@/components/ui/skeleton";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { INSTANCE_STANDINGS, type InstanceStanding } from "@/lib/contracts/terms/status";
import type { UserSort } from "@/lib/contracts/user";
import { PATHS } from "@/lib/paths";
import { userStandingsQuery, usersQuery } from "@/lib/queries/users";
import { STANDING_LABELS } from "@/lib/words/labels";
import { usersParams } from "./search-params";
import { type UserOrder, UserTable } from "./user-table";

const search = (q: string) => changeAddress(usersParams, { q }, "replace");

const SORT_WORDS: Record<UserSort, string> = {
  user: "user",
  instances: "number of instances",
  changed: "last change",
};

/** Longer than anything that an id could hold is not looked for. */
const MOST = 200;

/** Everyone who has anything, narrowed by a search that the database makes. */
export function UserList() {
  const listed = useAddress(usersParams);
  const { q: settled = "", standing, sort = "user", direction = firstDirection(sort) } = listed;
  const list = useInfiniteQuery({ ...usersQuery(listed), placeholderData: keepPreviousData });
  const { data, error, isPlaceholderData, hasNextPage } = list;
  const users = data?.pages.flatMap((page) => page.users);

  return (
    <>
      <SearchField
        label="Search users"
        placeholder="Search by any part of the id"
        maxLength={MOST}
        settled={settled}
        onSettle={search}
        className="mb-2 max-w-md"
      />
      <StandingTabs q={settled} standing={standing} />
      <VisuallyHidden role="status">
        {users &&
          !isPlaceholderData &&
          `${users.length}${hasNextPage ? " and more" : ""} found, sorted by ${SORT_WORDS[sort]}, ${direction}`}
      </VisuallyHidden>
      <UnreadAlert of={list} title="The list could not be read" className="mb-4" />
      {!users && !error && <Skeleton className="h-64" />}
      {users && (
        <Card aria-label="Users" className="@container">
          {users.length > 0 ? (
            <UserTable
              users={users}
              order={{ sort, direction }}
              onSort={(by) => changeAddress(usersParams, pressedSort({ sort, direction }, by))}
              outdated={isPlaceholderData}
            />
          ) : (
            <NoUsers
              sought={settled || (standing ? STANDING_LABELS[standing] : "")}
              onClear={() => changeAddress(usersParams, { q: undefined, standing: undefined })}
            />
          )}
        </Card>
      )}
      <LoadMore list={list}>Load more users</LoadMore>
    </>
  );
}

/** The users divided by what they have; parts in which nobody is are left out. */
function StandingTabs({ q, standing }: { q: string; standing: InstanceStanding | undefined }) {
  const { data } = useQuery(userStandingsQuery(q));
  const shown = INSTANCE_STANDINGS.filter((one) => one === standing || data?.counts[one]);
  // Of what is not counted to the end, a number would say too little.
  const counts = data?.more ? undefined : data?.counts;
  return (
    <CountTabs<InstanceStanding | "all">
      label="Users by what they have"
      value={standing ?? "all"}
      onChange={(value) => changeAddress(usersParams, { standing: value === "all" ? undefined : value })}
      tabs={[
        { value: "all", label: "All", count: counts?.all },
        ...shown.map((value) => ({ value, label: STANDING_LABELS[value], count: counts?.[value] })),
      ]}
      className="mb-2"
    />
  );
}

/** The direction in which an order is first wanted: the names from A on, but the most and the latest. */
function firstDirection(sort: UserSort): UserOrder["direction"] {
  return sort === "user" ? "ascending" : "descending";
}

/** What a press on a column's header asks for: its first direction, and the other one when it is sorted by already. */
function pressedSort(order: UserOrder, sort: UserSort) {
  const other = order.direction === "ascending" ? "descending" : "ascending";
  const direction = order.sort === sort ? other : firstDirection(sort);
  return {
    sort: sort === "user" ? undefined : sort,
    direction: direction === firstDirection(sort) ? undefined : direction,
  };
}

type NoUsersProps = { sought: string; onClear: () => void };

function NoUsers({ sought, onClear }: NoUsersProps) {
  const { can } = useMember();
  if (sought)
    return (
      <EmptyState
        icon={Search}
        title={`No results for “${sought}”`}
        actions={<Button onClick={onClear}>Clear the search</Button>}
      >
        Only users who have an instance are listed. Any part of their id finds them.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Users}
      title="No users yet"
      actions={
        can("instance.create") && (
          <>
            <ButtonLink href={PATHS.create} variant="primary">
              Create a server URL
            </ButtonLink>
            <ButtonLink href={PATHS.adopt}>Adopt existing users</ButtonLink>
          </>
        )
      }
    >
      A user appears here with the first server URL that is created for them.
    </EmptyState>
  );
}
