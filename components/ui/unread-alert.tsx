"use client";

import { RequestError } from "@/lib/api/request-error";
import { Alert } from "./alert";
import { Button } from "./button";
import { RequestId } from "./request-id";

/** What is read of a query of TanStack Query's, of one page or of many. */
type Read = {
  data: unknown;
  error: Error | null;
  isFetching: boolean;
  refetch: () => unknown;
  isFetchNextPageError?: boolean;
  fetchNextPage?: () => unknown;
};

type UnreadAlertProps = {
  of: Read;
  /** What could not be read, as a sentence without its stop. */
  title: string;
  className?: string;
};

/** Where a query has failed, in place of what it reads or over what it read before: why, and another try. */
export function UnreadAlert({ of, title, className }: UnreadAlertProps) {
  const { data, error, isFetching, refetch, isFetchNextPageError, fetchNextPage } = of;
  if (!error) return null;
  // An answer of `null` says that there is nothing, and nothing stands there then.
  const outdated = data !== undefined && data !== null;
  return (
    <Alert
      kind={outdated ? "caution" : "negative"}
      title={outdated ? "What stands here may be out of date" : title}
      actions={
        <Button
          size="small"
          busy={isFetching}
          busyLabel="Reading it again"
          onClick={() => (isFetchNextPageError ? fetchNextPage?.() : refetch())}
        >
          Try again
        </Button>
      }
      className={className}
    >
      <p>{error.message}</p>
      {error instanceof RequestError && error.problem.requestId && <RequestId id={error.problem.requestId} />}
    </Alert>
  );
}
