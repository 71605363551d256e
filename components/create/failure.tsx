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

/** What happened, whether anything was created, and under which id the log knows it. What was typed is still there. */
export function CreateFailure({ error }: { error: RequestError }) {
  const { title, detail, effect, retryAfter, requestId } = error.problem;
  return (
    <Alert kind="negative" title={title}>
      <p>{detail}</p>
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
