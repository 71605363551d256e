import type { ReactNode } from "react";
import { Button } from "./button";

type LoadMoreProps = {
  /** A list that is read page by page. */
  list: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    /** Whether another list stands there until this one comes, whose next page nobody can ask for yet. */
    isPlaceholderData: boolean;
    fetchNextPage: () => unknown;
  };
  /** The words on the button. */
  children: ReactNode;
};

/** Reads the next page of a list; nothing where there is none. */
export function LoadMore({ list, children }: LoadMoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <Button
      className="mt-4"
      busy={list.isFetchingNextPage || list.isPlaceholderData}
      busyLabel="Loading"
      onClick={() => list.fetchNextPage()}
    >
      {children}
    </Button>
  );
}
