"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { KeyRound } from "@/components/ui/icons";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { apiKeysQuery } from "@/lib/queries/api-keys";
import { ApiKeyRow } from "./api-key-row";

/** All API keys, the latest first, also those that open nothing any more. */
export function ApiKeyList() {
  const query = useQuery(apiKeysQuery);
  const { data } = query;
  return (
    <Card aria-label="API keys">
      <UnreadAlert of={query} title="The list could not be read" className="m-4" />
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
