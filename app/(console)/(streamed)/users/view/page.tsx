import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Prefetched } from "@/components/layout/prefetched";
import { userParams } from "@/components/users/search-params";
import { UserDetail } from "@/components/users/user-detail";

import { userPath } from "@/lib/paths";
import { makeQueryClient } from "@/lib/queries/client";
import { userQuery } from "@/lib/queries/users";
import { ifFound } from "@/lib/server/http/found";
import { requirePage } from "@/lib/server/http/page";
import { readUser } from "@/lib/server/services/users/read";
import { showId } from "@/lib/words/unseen";

export async function generateMetadata({ searchParams }: PageProps<"/users/view">): Promise<Metadata> {
  const { user } = userParams.read(await searchParams);
  return { title: user === undefined ? "Users" : showId(user) };
}

export default async function UserPage({ searchParams }: PageProps<"/users/view">) {
  const context = await requirePage();
  const { user: userId } = userParams.read(await searchParams);
  // Without a query, it is where the page of a user named "view" was at first.
  if (!userId) redirect(userPath("view"));
  const client = makeQueryClient();
  await client.prefetchQuery({
    ...userQuery(userId),
    queryFn: async () => (await ifFound(readUser(context, { userId }))) ?? null,
  });

  return (
    <Prefetched state={dehydrate(client)}>
      <UserDetail key={userId} userId={userId} />
    </Prefetched>
  );
}
