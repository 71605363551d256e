import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { CreateWebhook } from "@/components/webhooks/create-webhook";
import { WebhookList } from "@/components/webhooks/webhook-list";
import { mayDo } from "@/lib/contracts/action";
import { docsPath } from "@/lib/paths";
import { makeQueryClient } from "@/lib/queries/client";
import { webhooksQuery } from "@/lib/queries/webhooks";
import { requirePage } from "@/lib/server/http/page";
import { listWebhooks } from "@/lib/server/services/webhooks/list";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const context = await requirePage();
  const may = mayDo(context.caller.role, "webhook.list");
  const client = makeQueryClient();
  if (may) await client.prefetchQuery({ ...webhooksQuery, queryFn: () => listWebhooks(context) });
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Webhooks"
        description="Programs of yours are told what happens here, as it happens: signed, and again until they have it."
        actions={
          <>
            <ButtonLink href={docsPath("webhooks")}>How they are signed</ButtonLink>
            {may && <CreateWebhook />}
          </>
        }
      />
      {may ? <WebhookList /> : <Alert kind="info">An administrator adds and sees webhooks.</Alert>}
    </Prefetched>
  );
}
