import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Person } from "@/components/users/person";
import { userIdFrom } from "@/components/users/user-path";
import { roleIncludes } from "@/lib/contracts/member";
import { userQuery } from "@/lib/queries/users";
import { PatchbayError } from "@/lib/server/errors";
import { requirePage } from "@/lib/server/http/page";
import { readUser } from "@/lib/server/services/users/read";

export async function generateMetadata({ params }: PageProps<"/users/[userId]">): Promise<Metadata> {
  return { title: userIdFrom((await params).userId) ?? "Users" };
}

export default async function PersonPage({ params }: PageProps<"/users/[userId]">) {
  const context = await requirePage();
  const userId = userIdFrom((await params).userId);
  if (!userId) notFound();
  const client = new QueryClient();
  await client.prefetchQuery({
    ...userQuery(userId),
    queryFn: () =>
      readUser(context, { userId }).catch((error) => {
        if (error instanceof PatchbayError && error.code === "not-found") return null;
        throw error;
      }),
  });

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Person userId={userId} canChange={roleIncludes(context.actor.role, "operator")} />
    </HydrationBoundary>
  );
}
