import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Download } from "@/components/ui/icons";
import { saveFile } from "@/components/ui/save-file";
import type { CreateLinkAnswer } from "@/lib/contracts/link";
import { linkMessage } from "@/lib/words/link-message";
import { showId } from "@/lib/words/unseen";
import { linksFile } from "./links-file";
import { MailLink } from "./mail-link";
import { MailedLine } from "./mailed-line";

/** Several links, this once: each as a message to copy, and all of them as a file. */
export function LinksMade({ made }: { made: readonly CreateLinkAnswer[] }) {
  const place = useRef<HTMLDivElement>(null);

  // The button that had the focus is gone.
  useEffect(() => place.current?.focus(), []);

  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-4">
      <Alert kind="caution" title="Copy or download them now: they will not be shown again">
        Patchbay keeps no copy that it could show. Whoever has a link can connect accounts in that person's
        place.
      </Alert>
      <ul
        aria-label="Links"
        className="max-h-80 divide-y divide-border overflow-y-auto rounded-md border border-border"
      >
        {made.map(({ link, url, mailed }) => (
          <li key={link.id} className="flex items-center justify-between gap-3 px-3 py-2">
            <div className="min-w-0 text-sm">
              <p className="truncate font-medium">{showId(link.person)}</p>
              <p className="truncate text-muted text-xs">
                {link.items.map(({ serverName }) => serverName).join(", ")}
              </p>
              <MailedLine mailed={mailed} />
            </div>
            <div className="flex shrink-0">
              <MailLink made={{ link, url }} label={`Mail to ${showId(link.person)}`} />
              <CopyButton text={linkMessage({ link, url })} label={`Copy message for ${showId(link.person)}`}>
                Copy message
              </CopyButton>
            </div>
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={() => saveFile(linksFile(made))}>
          <Download aria-hidden /> Download all as CSV
        </Button>
      </div>
    </div>
  );
}
