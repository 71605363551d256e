import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { Alert } from "@/components/ui/alert";
import { WebhookDetail } from "@/components/webhooks/webhook-detail";
import { mayDo } from "@/lib/contracts/action";
import { webhookIdParamsSchema } from "@/lib/contracts/webhook";
import { makeQueryClient } from "@/lib/queries/client";
import { webhookQuery } from "@/lib/queries/webhooks";
import { ifFound } from "@/lib/server/http/found";
import { requirePage } from "@/lib/server/http/page";
import { readWebhook } from "@/lib/server/services/webhooks/read";

export const metadata: Metadata = { title: "Webhook" };

export default async function WebhookPage({ params }: PageProps<"/settings/webhooks/[id]">) {
  const context = await requirePage();
  if (!mayDo(context.caller.role, "webhook.read")) {
    return (
      <>
        <PageHeader title="Webhook" />
        <Alert kind="info">An administrator adds and sees webhooks.</Alert>
      </>
    );
  }
  const asked = webhookIdParamsSchema.safeParse(await params);
  if (!asked.success) notFound();
  const { id } = asked.data;
  const found = (await ifFound(readWebhook(context, { id }))) ?? notFound();
  const client = makeQueryClient();
  client.setQueryData(webhookQuery(id).queryKey, found);
  return (
    <Prefetched state={dehydrate(client)}>
      <WebhookDetail id={id} />
    </Prefetched>
  );
}
