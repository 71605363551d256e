import { useId } from "react";
import { FieldError } from "@/components/ui/field";
import { EVENT_TYPES, type EventType } from "@/lib/contracts/event";
import { EVENT_WORDS } from "@/lib/words/webhooks";

type WebhookEventsProps = {
  chosen: readonly EventType[];
  onChange: (events: EventType[]) => void;
  error: string | undefined;
};

/** What an endpoint is told of. */
export function WebhookEvents({ chosen, onChange, error }: WebhookEventsProps) {
  const errorId = useId();
  const choose = (type: EventType, checked: boolean) =>
    onChange(EVENT_TYPES.filter((each) => (each === type ? checked : chosen.includes(each))));

  return (
    <fieldset aria-describedby={errorId}>
      <legend className="mb-1.5 font-medium text-sm">Events</legend>
      <div className="rounded-md border border-border bg-surface">
        {EVENT_TYPES.map((type) => (
          <label
            key={type}
            className="flex min-h-11 items-center gap-2.5 border-border border-b px-3 py-1.5 last:border-b-0 hover:bg-hover has-focus-visible:-outline-offset-2 has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="checkbox"
              checked={chosen.includes(type)}
              onChange={(event) => choose(type, event.target.checked)}
              className="size-4 shrink-0 accent-(--accent) outline-none"
            />
            <span className="text-sm">
              <code className="font-mono text-xs">{type}</code>{" "}
              <span className="text-muted">{EVENT_WORDS[type]}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldError id={errorId}>{error}</FieldError>
    </fieldset>
  );
}
