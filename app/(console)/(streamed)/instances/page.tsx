import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { InstanceList } from "@/components/instances/list/instance-list";
import { listParams } from "@/components/instances/list/search-params";
import { viewOf } from "@/components/instances/list/view";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { ButtonLink } from "@/components/ui/button-link";
import { Plus } from "@/components/ui/icons";
import { mayDo } from "@/lib/contracts/action";
import { searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { PATHS } from "@/lib/paths";
import { makeQueryClient } from "@/lib/queries/client";
import { searchQuery } from "@/lib/queries/search";
import { requirePage } from "@/lib/server/http/page";
import { searchInstances } from "@/lib/server/services/instances/search";

export const metadata: Metadata = { title: "Instances" };

export default async function InstancesPage({ searchParams }: PageProps<"/instances">) {
  const context = await requirePage();
  const { filter, sort, direction } = viewOf(listParams.read(await searchParams));
  const asked = searchInstancesQuerySchema.parse({ ...filter, sort, direction });
  const client = makeQueryClient();
  await client.prefetchInfiniteQuery({
    ...searchQuery({ filter, sort, direction }),
    queryFn: () => searchInstances(context, asked),
  });

  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Instances"
        description="All server URLs, their users and status."
        actions={
          mayDo(context.caller.role, "instance.create") && (
            <ButtonLink variant="primary" href={PATHS.create}>
              <Plus aria-hidden /> Create
            </ButtonLink>
          )
        }
      />
      <InstanceList upstreams={context.upstreams.summaries()} memberId={context.caller.id} />
    </Prefetched>
  );
}
