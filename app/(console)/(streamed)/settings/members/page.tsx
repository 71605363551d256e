import { dehydrate } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Prefetched } from "@/components/layout/prefetched";
import { InviteMember } from "@/components/members/invite-member";
import { MemberList } from "@/components/members/member-list";
import { Alert } from "@/components/ui/alert";
import { mayDo } from "@/lib/contracts/action";
import { makeQueryClient } from "@/lib/queries/client";
import { membersQuery } from "@/lib/queries/members";
import { requirePage } from "@/lib/server/http/page";
import { listMembers } from "@/lib/server/services/members/list";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage() {
  const context = await requirePage();
  const may = mayDo(context.caller.role, "member.list");
  const client = makeQueryClient();
  if (may) await client.prefetchQuery({ ...membersQuery, queryFn: () => listMembers(context) });
  return (
    <Prefetched state={dehydrate(client)}>
      <PageHeader
        title="Members"
        description="Who can sign in, and what they may do. A change counts from their next request on."
        actions={may && <InviteMember />}
      />
      {may ? <MemberList /> : <Alert kind="info">An administrator invites and manages members.</Alert>}
    </Prefetched>
  );
}
