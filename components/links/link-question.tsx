import { useEffect, useRef, useState } from "react";
import { ServerMark } from "@/components/servers/server-mark";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { OpenedLink } from "@/lib/contracts/link";
import { useConfirmPerson } from "@/lib/queries/links";
import { LinkAccess } from "./link-access";
import type { PlacedItem } from "./link-account";

type LinkQuestionProps = { token: string; link: OpenedLink; items: PlacedItem[] };

/** What is asked for, and whether this is the person it is asked of: before anything can be connected. */
export function LinkQuestion({ token, link, items }: LinkQuestionProps) {
  const [denied, setDenied] = useState(false);
  const confirm = useConfirmPerson(token);
  const words = useRef<HTMLDivElement>(null);

  // The answer takes away the button that had the focus.
  useEffect(() => {
    if (denied) words.current?.focus();
  }, [denied]);

  return (
    <>
      <div ref={words} tabIndex={-1} className="mt-6">
        {denied ? (
          <>
            <h2 className="font-semibold text-lg">Then please close this page</h2>
            <p className="mt-1 text-muted">
              Tell whoever sent you the link that it reached the wrong person. Nothing was connected, and
              nothing was told about you.
            </p>
            <Button variant="ghost" className="mt-3" onClick={() => setDenied(false)}>
              Back to the question
            </Button>
          </>
        ) : (
          <>
            <h2 className="break-words font-semibold text-lg">Are you {link.person}?</h2>
            <p className="mt-1 text-muted">
              What you connect will be used by the agent of {link.person}, and of nobody else.
            </p>
            <div className="mt-4 flex flex-wrap gap-2">
              <Button
                variant="primary"
                size="large"
                busy={confirm.isPending}
                busyLabel="Opening your accounts"
                onClick={() => confirm.mutate()}
              >
                Yes, that is me
              </Button>
              <Button size="large" onClick={() => setDenied(true)}>
                No
              </Button>
            </div>
            {confirm.error && (
              <Alert kind="negative" title="That did not work" className="mt-4">
                {confirm.error.message}
              </Alert>
            )}
          </>
        )}
      </div>
      <Card aria-label="What would be connected" className="mt-6">
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
