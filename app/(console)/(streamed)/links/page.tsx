import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { LinkList } from "@/components/links/link-list";
import { SendLink } from "@/components/links/send-link";
import { roleIncludes } from "@/lib/contracts/member";
import { makeQueryClient } from "@/lib/queries/client";
import { linksQuery } from "@/lib/queries/links";
import { requirePage } from "@/lib/server/http/page";
import { listLinks } from "@/lib/server/services/links/list";

export const metadata: Metadata = { title: "Connect links" };

export default async function LinksPage() {
  const context = await requirePage();
  const client = makeQueryClient();
  await client.prefetchQuery({ ...linksQuery, queryFn: () => listLinks(context, {}) });
  const mayChange = roleIncludes(context.caller.role, "operator");
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageHeader
        title="Connect links"
        description="What you sent to people so that they connect their own accounts, and how far they are."
        actions={mayChange && <SendLink variant="primary" />}
      />
      <LinkList mayChange={mayChange} />
    </HydrationBoundary>
  );
}
