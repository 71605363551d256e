import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { AddServer } from "@/components/targets/add-server";
import { TargetList } from "@/components/targets/target-list";
import { Alert } from "@/components/ui/alert";
import { mayDo } from "@/lib/contracts/action";
import { makeQueryClient } from "@/lib/queries/client";
import { targetsQuery } from "@/lib/queries/targets";
import { requirePage } from "@/lib/server/http/page";
import { hasTargets } from "@/lib/server/services/targets/affected";
import { readTargets } from "@/lib/server/services/targets/read";

export const metadata: Metadata = { title: "Servers" };

export default async function ServersPage() {
  const context = await requirePage();
  const may = mayDo(context.caller.role, "target.list");
  const isOurs = hasTargets(context.upstreams);
  const client = makeQueryClient();
  if (may && isOurs) await client.prefetchQuery({ ...targetsQuery, queryFn: () => readTargets(context) });
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Servers"
        description="Where the server URLs of the embedded engine lead. Klavis Cloud decides for its own."
        actions={may && isOurs && <AddServer />}
      />
      {!may && <Alert kind="info">An administrator says where servers lead.</Alert>}
      {may && isOurs && <TargetList />}
      {may && !isOurs && (
        <Alert kind="info" title="Klavis Cloud decides where its servers lead">
          The embedded engine is switched off here, so there is nothing to set up.
        </Alert>
      )}
    </Prefetched>
  );
}
