import { Badge } from "@/components/ui/badge";
import { PageLink } from "@/components/ui/page-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Webhook } from "@/lib/contracts/webhook";
import { webhookPath } from "@/lib/paths";
import { DELIVERY_STATE_LABELS } from "@/lib/words/webhooks";
import { WebhookStateBadge } from "./webhook-state-badge";

/** One endpoint: where it is, what it is told of, and what came of the latest. */
export function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { id, url, events, state, latest, waiting, createdBy, createdAt } = webhook;
  return (
    <li className="grid items-start gap-x-6 gap-y-2 px-4 py-3.5 text-sm md:grid-cols-[minmax(0,1.4fr)_minmax(0,1.4fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <PageLink href={webhookPath(id)} className="wrap-anywhere font-medium hover:underline">
          {url}
        </PageLink>
        <p className="mt-0.5 text-muted text-xs">
          Added <RelativeTime dateTime={createdAt} /> by {createdBy}
        </p>
      </div>
      <ul aria-label={`Events of ${url}`} className="flex min-w-0 flex-wrap gap-1">
        {events.map((type) => (
          <li key={type} className="flex max-w-full">
            <Badge className="font-mono">{type}</Badge>
          </li>
        ))}
      </ul>
      <div className="min-w-0 text-muted text-xs">
        <p className="mb-1">
          <WebhookStateBadge state={state} />
        </p>
        {latest ? (
          <p>
            {DELIVERY_STATE_LABELS[latest.state] ?? latest.state}: {latest.type},{" "}
            <RelativeTime dateTime={latest.at} />
          </p>
        ) : (
          <p>Nothing was sent yet</p>
        )}
        {waiting > 0 && <p>{waiting} on their way</p>}
      </div>
    </li>
  );
}
