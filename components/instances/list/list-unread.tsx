"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

/** In place of a list of which nothing could be read. */
export function ListUnread({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <Alert
      kind="negative"
      title="The list could not be read"
      actions={<Button onClick={onRetry}>Try again</Button>}
      className="m-4"
    >
      {error.message}
    </Alert>
  );
}
