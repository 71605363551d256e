"use client";

import { useMember } from "@/components/layout/member";
import { ServerMark } from "@/components/servers/server-mark";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { ChevronLeft, Trash2 } from "@/components/ui/icons";
import { LocalTime } from "@/components/ui/local-time";
import { PageLink } from "@/components/ui/page-link";
import type { DeletedInstance as Deleted } from "@/lib/contracts/history";
import { createPath, userPath } from "@/lib/paths";
import { useListAddress } from "../list-address";
import { InstanceHistory } from "./instance-history";

/** What is left of an instance that was deleted: whose it was, who deleted it and when, and its history. */
export function DeletedInstance({ deleted }: { deleted: Deleted }) {
  const { can } = useMember();
  const { id, serverName, userId, platformName, deletedAt, deletedBy } = deleted;
  const platform = platformName ? { platform: platformName } : {};
  return (
    <>
      <header className="mb-5">
        <PageLink
          href={useListAddress()}
          className="-ml-1 inline-flex min-h-6 items-center gap-0.5 rounded-sm text-muted text-sm hover:text-foreground pointer-coarse:min-h-10"
        >
          <ChevronLeft aria-hidden className="size-4" /> Instances
        </PageLink>
        <div className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 items-center gap-3">
            <ServerMark name={serverName} size="large" />
            <div className="min-w-0">
              <h1 className="font-semibold text-xl tracking-tight">{serverName}</h1>
              <p className="wrap-anywhere text-muted text-sm">
                for{" "}
                <PageLink href={userPath(userId)} className="text-foreground underline underline-offset-2">
                  {userId}
                </PageLink>
                {platformName && ` on ${platformName}`}
              </p>
            </div>
          </div>
          <Badge tone="negative">
            <Trash2 aria-hidden /> Deleted
          </Badge>
        </div>
      </header>
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
