"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { AskedButton } from "@/components/ui/asked-button";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Session } from "@/lib/contracts/account";
import { accountQuery, useEndSessions } from "@/lib/queries/account";
import { deviceWords } from "@/lib/words/device";

/** The browsers in which one is signed in, to end what one does not know. */
export function SessionList() {
  const { data } = useSuspenseQuery(accountQuery);
  const end = useEndSessions();
  const endWith = async (id?: string) => {
    const { ended } = await end.mutateAsync(id);
    toast({ kind: "positive", title: ended === 1 ? "Session ended" : "Other sessions ended" });
  };
  const others = data.sessions.filter(({ isCurrent }) => !isCurrent).length;
  return (
    <>
      <ul className="divide-y divide-border">
        {data.sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => endWith(session.id)} />
        ))}
      </ul>
      {others > 1 && (
        <div className="border-border border-t p-4">
          <AskedButton
            question={{
              title: `End ${others} other sessions?`,
              description: "Those browsers are signed out at once, and what was not saved there is lost.",
              confirmLabel: "End sessions",
            }}
            failed="They were not ended"
            act={() => endWith()}
          >
            End all other sessions
          </AskedButton>
        </div>
      )}
    </>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => Promise<void> }) {
  const { userAgent, address, createdAt, lastSeenAt, isCurrent } = session;
  const device = deviceWords(userAgent);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1">
        <p className="break-words font-medium" title={userAgent ?? undefined}>
          {device}
        </p>
        <p className="text-muted text-xs">
          Signed in <RelativeTime dateTime={createdAt} />
          {address && <> from {address}</>}
          {lastSeenAt && (
            <>
              , last seen <RelativeTime dateTime={lastSeenAt} />
            </>
          )}
        </p>
      </div>
      {isCurrent ? (
        <Badge tone="positive">This browser</Badge>
      ) : (
        <AskedButton
          size="small"
          aria-label={`End the session of ${device}`}
          question={{
            title: `End the session of ${device}?`,
            description: "That browser is signed out at once, and what was not saved there is lost.",
            confirmLabel: "End session",
          }}
          failed="It was not ended"
          act={onEnd}
        >
          End
        </AskedButton>
      )}
    </li>
  );
}
