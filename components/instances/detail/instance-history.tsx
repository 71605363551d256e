import { useQuery } from "@tanstack/react-query";
import { EventDetails } from "@/components/activity/event-details";
import { OutcomeBadge } from "@/components/activity/outcome-badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import {
  Activity,
  Eye,
  History as HistoryIcon,
  type IconComponent,
  KeyRound,
  Pause,
  Play,
  Plug,
  Plus,
  Settings2,
  Unplug,
} from "@/components/ui/icons";
import { LocalTime } from "@/components/ui/local-time";
import { PageLink } from "@/components/ui/page-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { AuditedAction } from "@/lib/contracts/action";
import type { History } from "@/lib/contracts/history";
import { activityPath } from "@/lib/paths";
import { historyQuery } from "@/lib/queries/history";
import { actionWords } from "@/lib/words/actions";

/** As many as the console tells at once. */
const MOST = 100;

const ICONS: Partial<Record<AuditedAction, IconComponent>> = {
  "instance.create": Plus,
  "instance.update": Settings2,
  "instance.suspend": Pause,
  "instance.observe": Activity,
  "instance.reveal": Eye,
  "instance.set-auth": KeyRound,
  "instance.deauthorize": Unplug,
  "instance.call-tool": Play,
  "connect.start": Plug,
  "connect.return": Plug,
  "connect.cancel": Plug,
};

function iconOf(action: string): IconComponent {
  const [, icon = HistoryIcon] = Object.entries(ICONS).find(([name]) => name === action) ?? [];
  return icon;
}

/** What was done to an instance and by whom, the latest first. */
export function InstanceHistory({ id }: { id: string }) {
  const query = useQuery(historyQuery(id));
  const { data, error } = query;
  if (!data && error) return <UnreadAlert of={query} title="The history could not be read" />;
  if (!data) {
    return (
      <div role="status">
        <VisuallyHidden>Loading the history</VisuallyHidden>
        <Skeleton className="h-64" />
      </div>
    );
  }
  return (
    <Card aria-label="History">
      {data.events.length === 0 ? (
        <EmptyState icon={HistoryIcon} title="Nothing is recorded yet">
          What is done to this instance from here on is listed here.
        </EmptyState>
      ) : (
        <ol className="py-2">
          {data.events.map((event) => (
            <HistoryLine key={event.id} event={event} />
          ))}
        </ol>
      )}
      {data.events.length > 0 && (
        <p className="border-border border-t px-4 py-2.5 text-muted text-xs">
          {data.events.length === MOST && `The latest ${MOST} are listed. `}
          <PageLink href={activityPath({ subject: id })} className="text-accent-text hover:underline">
            Search and filter these events
          </PageLink>
        </p>
      )}
    </Card>
  );
}

function HistoryLine({ event }: { event: History["events"][number] }) {
  const Icon = iconOf(event.action);
  return (
    <li className="relative flex gap-3 px-4 pb-4 last:pb-2 not-last:before:absolute not-last:before:top-7 not-last:before:bottom-0 not-last:before:left-[1.8125rem] not-last:before:w-px not-last:before:bg-border">
      <span className="mt-0.5 flex size-7 shrink-0 items-center justify-center rounded-full border border-border bg-inset text-muted">
        <Icon aria-hidden className="size-3.5" />
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 text-sm">
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <span className="font-medium">{event.actor}</span> {actionWords(event)}
          </span>
          <OutcomeBadge outcome={event.outcome} />
          <RelativeTime dateTime={event.at} className="text-muted text-xs" />
          <LocalTime dateTime={event.at} className="text-muted text-xs" />
        </p>
        <EventDetails details={event.details} className="mt-0.5 -ml-1" />
      </div>
    </li>
  );
}
