import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { upstreamUsersQuery } from "@/lib/queries/users";

/** Reads through all users of an upstream, page after page by itself, until it is stopped or a page cannot be read. */
export function useLookThrough(upstream: UpstreamId) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    upstreamUsersQuery(upstream),
  );
  const [stopped, setStopped] = useState(false);
  const looking = hasNextPage && !stopped && !error;

  useEffect(() => {
    if (looking && !isFetchingNextPage) void fetchNextPage();
  }, [looking, isFetchingNextPage, fetchNextPage]);

  return {
    users: data?.pages.flatMap((page) => page.users),
    unreadable: data?.pages.reduce((sum, page) => sum + page.unreadable, 0) ?? 0,
    error,
    /** How many pages are read, of how many there are. */
    pages: { read: data?.pages.length ?? 0, all: data?.pages.at(-1)?.totalPages ?? 0 },
    looking,
    /** There is more to read, and nobody reads it. */
    paused: hasNextPage && stopped && !error,
    stop: () => setStopped(true),
    goOn: () => {
      setStopped(false);
      if (error) void (data ? fetchNextPage() : refetch());
    },
  };
}
