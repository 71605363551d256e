"use client";

import { useQuery } from "@tanstack/react-query";
import { PageHeader } from "@/components/layout/page-header";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { webhookQuery } from "@/lib/queries/webhooks";
import { DeleteWebhook } from "./delete-webhook";
import { DeliveryList } from "./delivery-list";
import { DisableWebhook } from "./disable-webhook";
import { EditWebhook } from "./edit-webhook";
import { RotateWebhookSecret } from "./rotate-webhook-secret";
import { SendTestEvent } from "./send-test-event";
import { WebhookStateAlert } from "./webhook-state-alert";

/** An endpoint, what is done with it, and what it was told. */
export function WebhookDetail({ id }: { id: string }) {
  const query = useQuery(webhookQuery(id));
  const { data } = query;
  return (
    <>
      <PageHeader
        title={<span className="wrap-anywhere">{data?.webhook.url ?? "Webhook"}</span>}
        description={data && `Told of ${data.webhook.events.join(", ")}.`}
        actions={
          data && (
            <>
              <SendTestEvent id={id} />
              <EditWebhook webhook={data.webhook} />
              <RotateWebhookSecret id={id} />
              {data.webhook.state !== "disabled" && <DisableWebhook id={id} />}
              <DeleteWebhook id={id} />
            </>
          )
        }
      />
      <div className="space-y-4">
        <UnreadAlert of={query} title="The webhook could not be read" />
        {data && <WebhookStateAlert webhook={data.webhook} />}
        {data && <DeliveryList id={id} deliveries={data.deliveries} />}
      </div>
    </>
  );
}
