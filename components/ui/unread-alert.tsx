"use client";

import { RequestError } from "@/lib/api/request-error";
import { Alert } from "./alert";
import { Button } from "./button";
import { RequestId } from "./request-id";

type UnreadAlertProps = {
  /** What could not be read, as a sentence without its stop. */
  title: string;
  error: Error;
  onRetry: () => void;
  /** Another try is under way. */
  retrying?: boolean;
  /** What was read before still stands there. */
  outdated?: boolean;
  className?: string;
};

/** In place of what could not be read, or over what was read before: why, and another try. */
export function UnreadAlert({
  title,
  error,
  onRetry,
  retrying = false,
  outdated = false,
  className,
}: UnreadAlertProps) {
  return (
    <Alert
      kind={outdated ? "caution" : "negative"}
      title={outdated ? "What stands here may be out of date" : title}
      actions={
        <Button size="small" busy={retrying} busyLabel="Reading it again" onClick={onRetry}>
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
