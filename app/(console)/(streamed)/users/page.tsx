import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { ButtonLink } from "@/components/ui/button-link";
import { usersParams } from "@/components/users/search-params";
import { UserList } from "@/components/users/user-list";
import { mayDo } from "@/lib/contracts/action";
import { PATHS } from "@/lib/paths";
import { makeQueryClient } from "@/lib/queries/client";
import { usersQuery } from "@/lib/queries/users";
import { requirePage } from "@/lib/server/http/page";
import { listUsers } from "@/lib/server/services/users/list";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage({ searchParams }: PageProps<"/users">) {
  const context = await requirePage();
  const listed = usersParams.read(await searchParams);
  const client = makeQueryClient();
  await client.prefetchInfiniteQuery({
    ...usersQuery(listed),
    queryFn: () => listUsers(context, listed),
  });

  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Users"
        description="Users with at least one server URL, and the state of their accounts."
        actions={
          mayDo(context.caller.role, "user.adopt") && (
            <ButtonLink href={PATHS.adopt}>Adopt existing users</ButtonLink>
          )
        }
      />
      <UserList />
    </Prefetched>
  );
}
