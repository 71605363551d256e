import type { ReactNode } from "react";
import { ServerMark } from "@/components/servers/server-mark";
import { BackLink } from "@/components/ui/back-link";
import { PageLink } from "@/components/ui/page-link";
import type { ServerName } from "@/lib/contracts/server-name";
import { userPath } from "@/lib/paths";
import { showId } from "@/lib/words/unseen";
import { useListAddress } from "../list-address";

type InstanceTitleProps = {
  serverName: ServerName;
  userId: string;
  platformName: string | null;
  /** What else belongs in its line of words. */
  more?: string;
  /** How it stands, at the right. */
  children: ReactNode;
};

/** Whose server this is, with the way back to the list that one came from. */
export function InstanceTitle({ serverName, userId, platformName, more, children }: InstanceTitleProps) {
  return (
    <header className="mb-5">
      <BackLink href={useListAddress()}>Instances</BackLink>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 items-center gap-3">
          <ServerMark name={serverName} size="large" />
          <div className="min-w-0">
            <h1 className="font-semibold text-xl tracking-tight">{serverName}</h1>
            <p className="wrap-anywhere text-muted text-sm">
              for{" "}
              <PageLink
                href={userPath(userId)}
                className="text-foreground underline decoration-border-strong underline-offset-2 hover:decoration-current"
              >
                {showId(userId)}
              </PageLink>
              {platformName && ` on ${showId(platformName)}`}
              {more && <span>{more}</span>}
            </p>
          </div>
        </div>
        {children}
      </div>
    </header>
  );
}
