import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { DeletedInstance } from "@/components/instances/detail/deleted-instance";
import { InstanceDetail } from "@/components/instances/detail/instance-detail";
import { detailParams } from "@/components/instances/detail/search-params";
import { Prefetched } from "@/components/layout/prefetched";
import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { searchInstancesQuerySchema } from "@/lib/contracts/instance-search";

import { instancePath } from "@/lib/paths";
import { makeQueryClient } from "@/lib/queries/client";
import { historyQuery } from "@/lib/queries/history";
import type { Context } from "@/lib/server/context";
import { forTitle, ifFound } from "@/lib/server/http/found";
import { requirePage } from "@/lib/server/http/page";
import { readDeletedInstance } from "@/lib/server/services/instances/deleted";
import { getInstance } from "@/lib/server/services/instances/get";
import { readHistory } from "@/lib/server/services/instances/history";
import { searchInstances } from "@/lib/server/services/instances/search";
import { showId } from "@/lib/words/unseen";

export async function generateMetadata({ params }: PageProps<"/instances/[id]">): Promise<Metadata> {
  const context = await requirePage();
  const asked = instanceIdParamsSchema.safeParse(await params);
  if (!asked.success) return { title: "Instance" };
  const named =
    (await forTitle(getInstance(context, asked.data))) ??
    (await forTitle(readDeletedInstance(context, asked.data)));
  return { title: named ? `${named.serverName} of ${showId(named.userId)}` : "Instance" };
}

export default async function InstancePage({ params, searchParams }: PageProps<"/instances/[id]">) {
  const context = await requirePage();
  const asked = instanceIdParamsSchema.safeParse(await params);
  if (!asked.success) notFound();
  const instance = await ifFound(getInstance(context, asked.data));
  const client = makeQueryClient();
  if (!instance) {
    const deleted = await ifFound(readDeletedInstance(context, asked.data));
    if (!deleted) return leadByUpstreamId(context, asked.data.id);
    await client.prefetchQuery({
      ...historyQuery(deleted.id),
      queryFn: () => readHistory(context, asked.data),
    });
    return (
      <Prefetched state={dehydrate(client)}>
        <DeletedInstance deleted={deleted} />
      </Prefetched>
    );
  }
  // The state and the tools are the upstream's to tell, and nobody waits for that with an empty page.
  if (detailParams.read(await searchParams).tab === "history") {
    const queryFn = () => readHistory(context, asked.data);
    await client.prefetchQuery({ ...historyQuery(instance.id), queryFn });
  }

  return (
    <Prefetched state={dehydrate(client)}>
      <InstanceDetail key={instance.id} recorded={instance} />
    </Prefetched>
  );
}

/** People have the upstream's id in their hands as often as the record's: the create page shows that one. */
async function leadByUpstreamId(context: Context, id: string): Promise<never> {
  const query = searchInstancesQuerySchema.parse({ q: id, limit: "2" });
  const [only, another] = (await searchInstances(context, query)).instances;
  if (only && !another) redirect(instancePath(only.id));
  notFound();
}
