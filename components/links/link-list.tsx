"use client";

import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useMember } from "@/components/layout/member";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RequestId } from "@/components/ui/request-id";
import { RequestError } from "@/lib/api/request";
import { linksQuery } from "@/lib/queries/links";
import { LinkRow } from "./link-row";

/** The connect links that were made last, and how far their people have come, live. */
export function LinkList() {
  const { can } = useMember();
  const { data, error, refetch, isFetching } = useQuery(linksQuery);
  return (
    <Card aria-label="Connect links">
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
      {data?.links.length === 0 && (
        <EmptyState icon={Send} title="No connect links yet">
          A link lets people connect their own accounts, on any device and without an account here.
          {can("link.create") ? " Send the first with the button above." : " Making one takes an operator."}
        </EmptyState>
      )}
      {data && data.links.length > 0 && (
        <ul className="divide-y divide-border">
          {data.links.map((link) => (
            <LinkRow key={link.id} link={link} />
          ))}
        </ul>
      )}
    </Card>
  );
}
