import { LocalTime } from "@/components/ui/local-time";
import type { ActivityEvent } from "@/lib/contracts/activity";
import { actionWords } from "@/lib/words/actions";
import { EventDetails } from "./event-details";
import { OutcomeBadge } from "./outcome-badge";
import { SubjectLink } from "./subject-link";

type ActivityRowProps = {
  event: ActivityEvent;
  /** Shows what the same somebody did; without it, they are only named. */
  onActor?: (id: string) => void;
};

/** One event: who did what, to which record, when and with what outcome. */
export function ActivityRow({ event, onActor }: ActivityRowProps) {
  const { actor, subject, outcome, details, at } = event;
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-2.5 text-sm md:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_auto]">
      <div className="min-w-0">
        <p className="wrap-anywhere">
          {onActor ? (
            <button
              type="button"
              title="Show what they did"
              onClick={() => onActor(actor.id)}
              className="wrap-anywhere rounded-sm text-left font-medium underline-offset-2 hover:underline"
            >
              {actor.name}
            </button>
          ) : (
            <span className="font-medium">{actor.name}</span>
          )}{" "}
          {actionWords(event)} <OutcomeBadge outcome={outcome} />
        </p>
        <EventDetails details={details} className="-ml-1" />
      </div>
      <p className="min-w-0">
        <SubjectLink subject={subject} />
      </p>
      <LocalTime dateTime={at} className="text-muted text-xs leading-5 md:text-right" />
    </li>
  );
}
