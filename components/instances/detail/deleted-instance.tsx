"use client";

import { useMember } from "@/components/layout/member";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { Trash2 } from "@/components/ui/icons";
import { LocalTime } from "@/components/ui/local-time";
import type { DeletedInstance as Deleted } from "@/lib/contracts/history";
import { createPath } from "@/lib/paths";
import { InstanceHistory } from "./instance-history";
import { InstanceTitle } from "./instance-title";

/** What is left of an instance that was deleted: whose it was, who deleted it and when, and its history. */
export function DeletedInstance({ deleted }: { deleted: Deleted }) {
  const { can } = useMember();
  const { id, serverName, userId, platformName, deletedAt, deletedBy } = deleted;
  const platform = platformName ? { platform: platformName } : {};
  return (
    <>
      <InstanceTitle serverName={serverName} userId={userId} platformName={platformName}>
        <Badge tone="negative">
          <Trash2 aria-hidden /> Deleted
        </Badge>
      </InstanceTitle>
      <Alert
        kind="info"
        title="This instance is deleted"
        actions={
          can("instance.create") && (
            <ButtonLink href={createPath({ server: serverName, user: userId, ...platform })} size="small">
              Create it again
            </ButtonLink>
          )
        }
        className="mb-4"
      >
        {deletedBy} deleted it on <LocalTime dateTime={deletedAt} />. Its URL does not work any more; what was
        done to it is kept.
      </Alert>
      <InstanceHistory id={id} />
    </>
  );
}
