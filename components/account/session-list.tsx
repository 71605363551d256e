"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Session } from "@/lib/contracts/account";
import { accountQuery, useEndSessions } from "@/lib/queries/account";
import { deviceWords } from "@/lib/words/device";

/** The browsers in which one is signed in, to end what one does not know. */
export function SessionList() {
  const { data } = useSuspenseQuery(accountQuery);
  const end = useEndSessions();
  const endWith = (id?: string) =>
    end.mutate(id, {
      onSuccess: ({ ended }) =>
        toast({ kind: "positive", title: ended === 1 ? "Session ended" : "Other sessions ended" }),
    });
  const others = data.sessions.filter(({ isCurrent }) => !isCurrent).length;
  return (
    <>
      <ul className="divide-y divide-border">
        {data.sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onEnd={() => endWith(session.id)}
            busy={end.isPending}
          />
        ))}
      </ul>
      {(others > 1 || end.error) && (
        <div className="flex flex-col items-start gap-3 border-border border-t p-4">
          {others > 1 && (
            <Button busy={end.isPending} busyLabel="Ending sessions" onClick={() => endWith()}>
              End all other sessions
            </Button>
          )}
          {end.error && (
            <Alert kind="negative" title="It was not ended">
              {end.error.message}
            </Alert>
          )}
        </div>
      )}
    </>
  );
}

function SessionRow({ session, onEnd, busy }: { session: Session; onEnd: () => void; busy: boolean }) {
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
        <Button size="small" aria-label={`End the session of ${device}`} disabled={busy} onClick={onEnd}>
          End
        </Button>
      )}
    </li>
  );
}
