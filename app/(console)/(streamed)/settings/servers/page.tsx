import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { AddServer } from "@/components/targets/add-server";
import { SuspendButton } from "@/components/targets/suspend-button";
import { TargetList } from "@/components/targets/target-list";
import { ToolChanges } from "@/components/targets/tool-changes";
import { Alert } from "@/components/ui/alert";
import { mayDo } from "@/lib/contracts/action";
import { makeQueryClient } from "@/lib/queries/client";
import { suspensionsQuery, toolChangesQuery } from "@/lib/queries/rules";
import { targetsQuery } from "@/lib/queries/targets";
import { requirePage } from "@/lib/server/http/page";
import { listSuspensions } from "@/lib/server/services/suspensions/list";
import { hasTargets } from "@/lib/server/services/targets/affected";
import { readTargets } from "@/lib/server/services/targets/read";
import { listToolChanges } from "@/lib/server/services/tool-changes/list";

export const metadata: Metadata = { title: "Servers" };

export default async function ServersPage() {
  const context = await requirePage();
  const may = mayDo(context.caller.role, "target.list");
  const isOurs = hasTargets(context.upstreams);
  const client = makeQueryClient();
  if (may && isOurs) {
    await Promise.all([
      client.prefetchQuery({ ...targetsQuery, queryFn: () => readTargets(context) }),
      client.prefetchQuery({ ...toolChangesQuery, queryFn: () => listToolChanges(context) }),
      client.prefetchQuery({ ...suspensionsQuery, queryFn: () => listSuspensions(context) }),
    ]);
  }
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Servers"
        description="Where the server URLs of the embedded engine lead. Klavis Cloud decides for its own."
        actions={
          may &&
          isOurs && (
            <>
              <SuspendButton what={{ scope: "everything" }} words="every instance" />
              <AddServer />
            </>
          )
        }
      />
      {!may && <Alert kind="info">An administrator says where servers lead.</Alert>}
      {may && isOurs && (
        <>
          <ToolChanges />
          <TargetList />
        </>
      )}
      {may && !isOurs && (
        <Alert kind="info" title="Klavis Cloud decides where its servers lead">
          The embedded engine is switched off here, so there is nothing to set up.
        </Alert>
      )}
    </Prefetched>
  );
}
