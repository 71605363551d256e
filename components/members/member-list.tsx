"use client";

import { useQuery } from "@tanstack/react-query";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { membersQuery } from "@/lib/queries/members";
import { InvitationRow } from "./invitation-row";
import { MemberRow } from "./member-row";

/** Everybody who can sign in or could, and below them who is invited. */
export function MemberList() {
  const query = useQuery(membersQuery);
  const { data } = query;
  return (
    <div className="flex flex-col gap-6">
      <UnreadAlert of={query} title="The list could not be read" />
      {data && (
        <Card aria-label="Members">
          <ul className="divide-y divide-border">
            {data.members.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </ul>
        </Card>
      )}
      {data && data.invitations.length > 0 && (
        <Card aria-labelledby="invitations">
          <CardHeader>
            <CardTitle id="invitations">Invited</CardTitle>
          </CardHeader>
          <ul className="divide-y divide-border">
            {data.invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
