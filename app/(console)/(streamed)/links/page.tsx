import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { LinkList } from "@/components/links/link-list";
import { linksParams } from "@/components/links/search-params";
import { SendLink } from "@/components/links/send-link";
import { Alert } from "@/components/ui/alert";
import { PageLink } from "@/components/ui/page-link";
import { mayDo } from "@/lib/contracts/action";
import { PATHS } from "@/lib/paths";
import { makeQueryClient } from "@/lib/queries/client";
import { linksQuery } from "@/lib/queries/links";
import { requirePage } from "@/lib/server/http/page";
import { listLinks } from "@/lib/server/services/links/list";
import { readOrganisation, UNNAMED } from "@/lib/server/services/organisation/read";

export const metadata: Metadata = { title: "Connect links" };

export default async function LinksPage({ searchParams }: PageProps<"/links">) {
  const context = await requirePage();
  const client = makeQueryClient();
  const filter = linksParams.read(await searchParams);
  await client.prefetchInfiniteQuery({ ...linksQuery(filter), queryFn: () => listLinks(context, filter) });
  const isUnnamed = (await readOrganisation(context)).name === UNNAMED;
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Connect links"
        description="Links by which people connect their own accounts, and their progress."
        actions={mayDo(context.caller.role, "link.create") && <SendLink variant="primary" />}
      />
      {isUnnamed && mayDo(context.caller.role, "organisation.update") && (
        <Alert kind="info" className="mb-4">
          People read that “{UNNAMED}” asks them.{" "}
          <PageLink href={PATHS.settings} className="underline">
            Say what it is called
          </PageLink>
        </Alert>
      )}
      <LinkList />
    </Prefetched>
  );
}
