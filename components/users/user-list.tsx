"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMember } from "@/components/layout/member";
import { changeAddress, useAddress } from "@/components/ui/address";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { Search, Users } from "@/components/ui/icons";
import { SearchField } from "@/components/ui/search-field";
import { Skeleton } from "@/components/ui/skeleton";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { PATHS } from "@/lib/paths";
import { usersQuery } from "@/lib/queries/users";
import { usersParams } from "./search-params";
import { UserRow } from "./user-row";

const search = (q: string) => changeAddress(usersParams, { q }, "replace");

/** Longer than anything that an id could hold is not looked for. */
const MOST = 200;

/** Everyone who has anything, narrowed by a search that the database makes. */
export function UserList() {
  const { q: settled = "" } = useAddress(usersParams);
  const { data, error, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } =
    useInfiniteQuery({ ...usersQuery(settled), placeholderData: keepPreviousData });
  const users = data?.pages.flatMap((page) => page.users);

  return (
    <>
      <SearchField
        label="Search users"
        placeholder="Search by any part of the id"
        maxLength={MOST}
        settled={settled}
        onSettle={search}
        className="mb-4 max-w-md"
      />
      <VisuallyHidden role="status">
        {users && !isPlaceholderData && `${users.length}${hasNextPage ? " and more" : ""} found`}
      </VisuallyHidden>
      {error && (
        <Alert
          kind="negative"
          title={data ? "The list could not be read further" : "The list could not be read"}
          actions={<Button onClick={() => (data ? fetchNextPage() : refetch())}>Try again</Button>}
          className="mb-4"
        >
          {error.message}
        </Alert>
      )}
      {!users && !error && <Skeleton className="h-64" />}
      {users && (
        <Card aria-label="Users" className={cx(isPlaceholderData && "opacity-60")}>
          {users.length > 0 ? (
            <ul className="divide-y divide-border">
              {users.map((user) => (
                <UserRow key={user.userId} user={user} />
              ))}
            </ul>
          ) : (
            <NoUsers sought={settled} onClear={() => search("")} />
          )}
        </Card>
      )}
      {hasNextPage && (
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
