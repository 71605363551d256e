import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CreateConsole } from "@/components/create/create-console";
import { createParams } from "@/components/create/search-params";
import { ViewConsole } from "@/components/create/view-console";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { mayDo } from "@/lib/contracts/action";
import { searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { PATHS } from "@/lib/paths";
import { makeQueryClient } from "@/lib/queries/client";
import { LATEST, latestInstancesQuery, suggestionsQuery } from "@/lib/queries/instances";
import { ifFound } from "@/lib/server/http/found";
import { requirePage } from "@/lib/server/http/page";
import { getInstance } from "@/lib/server/services/instances/get";
import { searchInstances } from "@/lib/server/services/instances/search";
import { suggest } from "@/lib/server/services/instances/suggest";

export const metadata: Metadata = { title: "Create" };

export default async function CreatePage({ searchParams }: PageProps<"/instances/new">) {
  const context = await requirePage();
  const { instance: shownId } = createParams.read(await searchParams);
  const client = makeQueryClient();
  const [shown] = await Promise.all([
    shownId ? ifFound(getInstance(context, { id: shownId })) : undefined,
    client.prefetchQuery({
      ...latestInstancesQuery,
      queryFn: () => searchInstances(context, searchInstancesQuerySchema.parse({ limit: LATEST })),
    }),
    client.prefetchQuery({ ...suggestionsQuery, queryFn: () => suggest(context) }),
  ]);
  const [first, ...others] = context.upstreams.summaries();
  if (!first) throw new Error("no upstream is configured");

  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Create a server URL"
        description="Give one person's agent access to one service, and get the MCP URL for it."
        actions={
          mayDo(context.caller.role, "job.create") && (
            <ButtonLink href={PATHS.createMany}>Create several</ButtonLink>
          )
        }
      />
      {mayDo(context.caller.role, "instance.create") ? (
        <CreateConsole upstreams={[first, ...others]} shown={shown ?? null} />
      ) : (
        <>
          <Alert kind="info" className="mb-6">
            Your role can look at what there is. Creating takes an operator.
          </Alert>
          <ViewConsole shown={shown ?? null} />
        </>
      )}
    </Prefetched>
  );
}
