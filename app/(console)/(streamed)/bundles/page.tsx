import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { BundleList } from "@/components/bundles/bundle-list";
import { EditBundle } from "@/components/bundles/edit-bundle";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { mayDo } from "@/lib/contracts/action";
import { bundlesQuery } from "@/lib/queries/bundles";
import { makeQueryClient } from "@/lib/queries/client";
import { requirePage } from "@/lib/server/http/page";
import { listBundles } from "@/lib/server/services/bundles/list";

export const metadata: Metadata = { title: "Bundles" };

export default async function BundlesPage() {
  const context = await requirePage();
  const client = makeQueryClient();
  await client.prefetchQuery({ ...bundlesQuery, queryFn: () => listBundles(context) });
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Bundles"
        description="Named sets of servers, to be given to users in one act. Changing a bundle changes nothing that was given."
        actions={mayDo(context.caller.role, "bundle.create") && <EditBundle />}
      />
      <BundleList />
    </Prefetched>
  );
}
