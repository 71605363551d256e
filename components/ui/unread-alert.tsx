"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

type UnreadAlertProps = {
  /** What could not be read, as a sentence without its stop. */
  title: string;
  error: Error;
  onRetry: () => void;
  className?: string;
};

/** In place of what could not be read: why, and another try. */
export function UnreadAlert({ title, error, onRetry, className }: UnreadAlertProps) {
  return (
    <Alert
      kind="negative"
      title={title}
      actions={<Button onClick={onRetry}>Try again</Button>}
      className={className}
    >
      {error.message}
    </Alert>
  );
}
