import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Delivery, WebhookAttempt } from "@/lib/contracts/webhook";
import { countWords } from "@/lib/words/count";
import { DeliveryStateBadge } from "./delivery-state-badge";
import { Redeliver } from "./redeliver";

/** One event for an endpoint: what became of it, each attempt, and what was sent. */
export function DeliveryRow({ webhookId, delivery }: { webhookId: string; delivery: Delivery }) {
  const { type, state, createdAt, nextAttemptAt, attempts, payload, messageId } = delivery;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-2">
          <code className="font-mono text-xs">{type}</code>
          <DeliveryStateBadge state={state} />
        </p>
        <p className="mt-1 text-muted text-xs">
          <RelativeTime dateTime={createdAt} />
          {nextAttemptAt && (
            <>
              , next attempt <RelativeTime dateTime={nextAttemptAt} />
            </>
          )}
        </p>
        <Disclosure summary={countWords(attempts.length, "attempt")} className="mt-1">
          <ol className="space-y-2">
            {attempts.map((attempt) => (
              <AttemptLine key={`${attempt.at} ${attempt.milliseconds}`} attempt={attempt} />
            ))}
          </ol>
          <p className="my-2 text-muted text-xs">
            Its id, the same at each attempt: <code className="font-mono">msg_{messageId}</code>
          </p>
          <CodeBlock label={`Body of ${type}`} code={payload} wrap />
        </Disclosure>
      </div>
      <Redeliver webhookId={webhookId} delivery={delivery} />
    </li>
  );
}

function AttemptLine({ attempt }: { attempt: WebhookAttempt }) {
  const { at, byHand, succeeded, status, reason, answer, milliseconds } = attempt;
  return (
    <li className="text-xs">
      <span className={succeeded ? "text-positive" : "text-negative"}>
        {succeeded ? `Taken, ${status}` : (reason ?? "Not taken.")}
      </span>{" "}
      <span className="text-muted">
        <RelativeTime dateTime={at} />, {milliseconds} ms{byHand && ", by hand"}
      </span>
      {answer !== "" && <p className="wrap-anywhere mt-0.5 font-mono text-muted">{answer}</p>}
    </li>
  );
}
