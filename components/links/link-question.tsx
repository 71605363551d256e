import { useEffect, useRef, useState } from "react";
import { visitorError } from "@/components/connect/visitor-error";
import { useVisitorWords } from "@/components/connect/visitor-words";
import { ServerMark } from "@/components/servers/server-mark";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { OpenedLink } from "@/lib/contracts/link";
import { useConfirmPerson } from "@/lib/queries/links";
import { fill } from "@/lib/words/visitor/fill";
import { LinkAccess } from "./link-access";
import type { PlacedItem } from "./link-account";

type LinkQuestionProps = { token: string; link: OpenedLink; items: PlacedItem[] };

/** What is asked for, and whether this is the person it is asked of: before anything can be connected. */
export function LinkQuestion({ token, link, items }: LinkQuestionProps) {
  const spoken = useVisitorWords();
  const { words } = spoken;
  const [denied, setDenied] = useState(false);
  const confirm = useConfirmPerson(token);
  const place = useRef<HTMLDivElement>(null);

  // The answer takes away the button that had the focus.
  useEffect(() => {
    if (denied) place.current?.focus();
  }, [denied]);

  return (
    <>
      <div ref={place} tabIndex={-1} className="mt-6">
        {denied ? (
          <>
            <h2 className="font-semibold text-lg">{words.deniedTitle}</h2>
            <p className="mt-1 text-muted">{words.deniedText}</p>
            <Button variant="ghost" className="mt-3" onClick={() => setDenied(false)}>
              {words.back}
            </Button>
          </>
        ) : (
          <>
            <h2 className="break-words font-semibold text-lg">
              {fill(words.areYou, { person: link.person })}
            </h2>
            <p className="mt-1 text-muted">{fill(words.usedBy, { person: link.person })}</p>
            <div className="mt-4 flex flex-wrap gap-2">
              <Button
                variant="primary"
                size="large"
                busy={confirm.isPending}
                busyLabel={words.opening}
                onClick={() => confirm.mutate()}
              >
                {words.yes}
              </Button>
              <Button size="large" onClick={() => setDenied(true)}>
                {words.no}
              </Button>
            </div>
            {confirm.error && (
              <Alert kind="negative" title={words.failed} className="mt-4">
                {visitorError(confirm.error, spoken).message}
              </Alert>
            )}
          </>
        )}
      </div>
      <Card aria-label={words.wouldConnect} className="mt-6">
        <ul className="divide-y divide-border">
          {items.map(({ place, serverName, isReadOnly }) => (
            <li key={place} className="flex items-center gap-3 px-4 py-3">
              <ServerMark name={serverName} />
              <div className="min-w-0">
                <p className="font-medium">{serverName}</p>
                <LinkAccess isReadOnly={isReadOnly} />
              </div>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
