import { Alert } from "@/components/ui/alert";
import { RequestId } from "@/components/ui/request-id";
import type { RequestError } from "@/lib/api/request";
import type { Effect } from "@/lib/contracts/problem";

const EFFECT_WORDS: Record<Effect, string> = {
  "nothing-changed": "Nothing was created.",
  "maybe-changed":
    "It may have been created. Trying again is safe: the same request finds the same instance.",
  changed: "It was created. Trying again is safe: the same request finds the same instance.",
};

/** The fields of the form that show what is wrong with them themselves. */
export const MARKED_FIELDS = ["serverName", "userId", "platformName"] as const;

/** What happened, whether anything was created, and under which id the log knows it. What was typed is still there. */
export function CreateFailure({ error }: { error: RequestError }) {
  const { title, detail, fields = {}, effect, retryAfter, requestId } = error.problem;
  const unmarked = Object.entries(fields).filter(
    ([field]) => !MARKED_FIELDS.some((marked) => marked === field),
  );
  return (
    <Alert kind="negative" title={title}>
      <p>{detail}</p>
      {unmarked.length > 0 && (
        <ul className="mt-1 list-disc pl-4">
          {unmarked.map(([field, messages]) => (
            <li key={field}>
              <code className="font-mono text-xs">{field}</code>: {messages.join(" ")}
            </li>
          ))}
        </ul>
      )}
      {effect && !detail.includes(EFFECT_WORDS[effect]) && <p className="mt-1">{EFFECT_WORDS[effect]}</p>}
      {retryAfter !== undefined && <p className="mt-1">Try again in {Math.ceil(retryAfter)} seconds.</p>}
      {requestId && (
        <div className="mt-2">
          <RequestId id={requestId} />
        </div>
      )}
    </Alert>
  );
}
