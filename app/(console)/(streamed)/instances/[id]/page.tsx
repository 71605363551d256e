import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InstanceDetail } from "@/components/instances/detail/instance-detail";
import type { Instance } from "@/lib/contracts/instance";
import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { roleIncludes } from "@/lib/contracts/member";
import { historyQuery } from "@/lib/queries/history";
import { PatchbayError } from "@/lib/server/errors";
import { requirePage } from "@/lib/server/http/page";
import { readHistory } from "@/lib/server/services/audit/history";
import { getInstance } from "@/lib/server/services/instances/get";

export const metadata: Metadata = { title: "Instance" };

export default async function InstancePage({ params, searchParams }: PageProps<"/instances/[id]">) {
  const context = await requirePage();
  const asked = instanceIdParamsSchema.safeParse(await params);
  if (!asked.success) notFound();
  const instance = await getInstance(context, asked.data).catch(unlessNotFound);
  const client = new QueryClient();
  // The state and the tools are the upstream's to tell, and nobody waits for that with an empty page.
  if ((await searchParams).tab === "history") {
    const queryFn = () => readHistory(context, asked.data);
    await client.prefetchQuery({ ...historyQuery(instance.id), queryFn });
  }

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InstanceDetail
        key={instance.id}
        recorded={instance}
        canChange={roleIncludes(context.actor.role, "operator")}
      />
    </HydrationBoundary>
  );
}

function unlessNotFound(error: unknown): Instance {
  if (error instanceof PatchbayError && error.code === "not-found") notFound();
  throw error;
}
