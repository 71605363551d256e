import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import type { CreateManyPreview } from "@/lib/contracts/create-many";
import { countWords, numberWords } from "@/lib/words/count";
import { showId } from "@/lib/words/unseen";

/** So many users are shown; the rest is counted. */
const SHOWN = 100;
const ALIKE_SHOWN = 5;

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };

/** What would be made, in words and then one by one, with what is there already. */
export function ManyPreview({ preview }: { preview: CreateManyPreview }) {
  const { userIds, serverNames, existing, alike } = preview;
  const shown = userIds.slice(0, SHOWN);
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="text-sm">
        {previewWords(preview)}
      </p>
      {alike.length > 0 && (
        <Alert kind="caution" title="Some look like somebody else">
          <ul>
            {alike.slice(0, ALIKE_SHOWN).map(({ userId, like }) => (
              <li key={JSON.stringify([userId, like])} className="wrap-anywhere">
                {userId} looks like {showId(like)}
              </li>
            ))}
          </ul>
          {alike.length > ALIKE_SHOWN && <p>And {numberWords(alike.length - ALIKE_SHOWN)} more.</p>}
          <p className="mt-1">
            They would be users of their own. Where they are the same person, use one id.
          </p>
        </Alert>
      )}
      <section
        aria-label="Instances to create"
        {...KEYBOARD_SCROLLS}
        className="max-h-112 overflow-y-auto rounded-md border border-border"
      >
        <ul className="divide-y divide-border">
          {shown.map((userId) => (
            <li key={userId} className="px-3 py-2 text-sm">
              <p className="wrap-anywhere font-medium">{userId}</p>
              <p className="mt-1 flex flex-wrap gap-1">
                {serverNames.map((serverName) => {
                  const there = existing.find(
                    (one) => one.serverName === serverName && one.userId === userId,
                  );
                  return (
                    <Badge key={serverName} tone={there ? "info" : "neutral"}>
                      <span className="truncate">
                        {serverName}
                        {there && `: already there, ${there.isReadOnly ? "read-only" : "read and write"}`}
                      </span>
                    </Badge>
                  );
                })}
              </p>
            </li>
          ))}
        </ul>
        {userIds.length > SHOWN && (
          <p className="border-border border-t px-3 py-2 text-muted text-sm">
            And {countWords(userIds.length - SHOWN, "more user")}.
          </p>
        )}
      </section>
    </div>
  );
}

function previewWords({ total, userIds, serverNames, isReadOnly, existing }: CreateManyPreview): string {
  const made = total - existing.length;
  const what = `${countWords(serverNames.length, "server")} for ${countWords(userIds.length, "user")}, ${isReadOnly ? "read-only" : "read and write"}`;
  if (made === 0) return `All ${numberWords(total)} are there already: ${what}. They keep their settings.`;
  const creates = `Creates ${countWords(made, "instance")}: ${what}.`;
  if (existing.length === 0) return creates;
  return `${creates} ${numberWords(existing.length)} of the ${numberWords(total)} ${existing.length === 1 ? "is" : "are"} there already, and ${existing.length === 1 ? "keeps its" : "keep their"} settings.`;
}
