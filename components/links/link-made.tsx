import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import type { CreateLinkAnswer } from "@/lib/contracts/link";
import { linkMessage } from "@/lib/words/link-message";
import { MailLink } from "./mail-link";
import { MailedLine } from "./mailed-line";

/** The link, this once, and a message to send it with. */
export function LinkMade({ made }: { made: CreateLinkAnswer }) {
  const place = useRef<HTMLDivElement>(null);
  const message = linkMessage(made);

  // The button that had the focus is gone.
  useEffect(() => place.current?.focus(), []);

  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-4">
      <MailedLine mailed={made.mailed} />
      <CodeBlock label="connect link" code={made.url} wrap />
      <Alert kind="caution" title="Copy it now: it will not be shown again">
        Patchbay keeps no copy that it could show. Whoever has the link can connect accounts in this person's
        place, so send it to nobody else.
      </Alert>
      <div>
        <div className="mb-1.5 flex items-center justify-between gap-2">
          <h3 className="font-medium text-sm">A message to send it with</h3>
          <div className="flex">
            <MailLink made={made} />
            <CopyButton text={message} label="Copy message">
              Copy message
            </CopyButton>
          </div>
        </div>
        <p className="whitespace-pre-line rounded-md border border-border bg-inset px-3.5 py-2.5 text-sm [overflow-wrap:anywhere]">
          {message}
        </p>
      </div>
    </div>
  );
}
