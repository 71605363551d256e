"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Webhook } from "@/components/ui/icons";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { webhooksQuery } from "@/lib/queries/webhooks";
import { WebhookRow } from "./webhook-row";

/** All endpoints, the latest first. */
export function WebhookList() {
  const query = useQuery(webhooksQuery);
  const { data } = query;
  return (
    <Card aria-label="Webhooks">
      <UnreadAlert of={query} title="The list could not be read" className="m-4" />
      {data?.webhooks.length === 0 && (
        <EmptyState icon={Webhook} title="No webhooks yet">
          A program of yours can be told when an account needs to be connected again, or a job has ended. Add
          its address with the button above.
        </EmptyState>
      )}
      {data && data.webhooks.length > 0 && (
        <ul className="divide-y divide-border">
          {data.webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
    </Card>
  );
}
