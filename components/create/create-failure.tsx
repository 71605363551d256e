import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { RequestId } from "@/components/ui/request-id";
import type { RequestError } from "@/lib/api/request-error";
import { failureSentences } from "./failure-words";

/** The fields of the form that show what is wrong with them themselves. */
const MARKED_FIELDS = ["serverName", "userId", "platformName"] as const;

type CreateFailureProps = { error: RequestError; busy: boolean; onRetry: () => void };

/** What happened, whether anything was created, and under which id the log knows it. What was typed is still there. */
export function CreateFailure({ error, busy, onRetry }: CreateFailureProps) {
  const { title, fields = {}, requestId } = error.problem;
  const unmarked = Object.entries(fields).filter(
    ([field]) => !MARKED_FIELDS.some((marked) => marked === field),
  );
  return (
    <Alert
      kind="negative"
      title={title}
      actions={
        <Button size="small" busy={busy} busyLabel="Trying again" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {failureSentences(error.problem).map((sentence) => (
        <p key={sentence} className="not-first:mt-1">
          {sentence}
        </p>
      ))}
      {unmarked.length > 0 && (
        <ul className="mt-1 list-disc pl-4">
          {unmarked.map(([field, messages]) => (
            <li key={field}>
              <code className="font-mono text-xs">{field}</code>: {messages.join(" ")}
            </li>
          ))}
        </ul>
      )}
      {requestId && (
        <div className="mt-2">
          <RequestId id={requestId} />
        </div>
      )}
    </Alert>
  );
}
