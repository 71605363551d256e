import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CreateManyConsole } from "@/components/create-many/create-many-console";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { mayDo } from "@/lib/contracts/action";
import { PATHS } from "@/lib/paths";
import { bundlesQuery } from "@/lib/queries/bundles";
import { makeQueryClient } from "@/lib/queries/client";
import { suggestionsQuery } from "@/lib/queries/instances";
import { requirePage } from "@/lib/server/http/page";
import { listBundles } from "@/lib/server/services/bundles/list";
import { suggest } from "@/lib/server/services/instances/suggest";

export const metadata: Metadata = { title: "Create several" };

export default async function CreateManyPage() {
  const context = await requirePage();
  const client = makeQueryClient();
  await Promise.all([
    client.prefetchQuery({ ...bundlesQuery, queryFn: () => listBundles(context) }),
    client.prefetchQuery({ ...suggestionsQuery, queryFn: () => suggest(context) }),
  ]);
  const [first, ...others] = context.upstreams.summaries();
  if (!first) throw new Error("no upstream is configured");
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Create several"
        description="Several servers for several users at once. It ends in a file of server URLs and a connect link for each user."
        actions={<ButtonLink href={PATHS.create}>Create one</ButtonLink>}
      />
      {mayDo(context.caller.role, "job.create") ? (
        <CreateManyConsole upstreams={[first, ...others]} />
      ) : (
        <Alert kind="info">Creating takes an operator.</Alert>
      )}
    </Prefetched>
  );
}
