"use client";

import { useQuery } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyRound } from "@/components/ui/icons";
import { RequestId } from "@/components/ui/request-id";
import { RequestError } from "@/lib/api/request-error";
import { apiKeysQuery } from "@/lib/queries/api-keys";
import { ApiKeyRow } from "./api-key-row";

/** All API keys, the latest first, also those that open nothing any more. */
export function ApiKeyList() {
  const { data, error, refetch, isFetching } = useQuery(apiKeysQuery);
  return (
    <Card aria-label="API keys">
      {error && (
        <Alert
          kind={data ? "caution" : "negative"}
          title={data ? "The list may be out of date" : "The list could not be read"}
          actions={
            <Button size="small" busy={isFetching} busyLabel="Reading the list" onClick={() => refetch()}>
              Try again
            </Button>
          }
          className="m-4"
        >
          <p>{error.message}</p>
          {error instanceof RequestError && error.problem.requestId && (
            <RequestId id={error.problem.requestId} />
          )}
        </Alert>
      )}
      {data?.keys.length === 0 && (
        <EmptyState icon={KeyRound} title="No API keys yet">
          With a key, a program makes server URLs or does what these pages do. Make the first with the button
          above.
        </EmptyState>
      )}
      {data && data.keys.length > 0 && (
        <ul className="divide-y divide-border">
          {data.keys.map((key) => (
            <ApiKeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
    </Card>
  );
}
