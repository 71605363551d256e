import { useId } from "react";
import { ServerMark } from "@/components/servers/server-mark";
import { FieldError } from "@/components/ui/field";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Instance } from "@/lib/contracts/instance";
import { showId } from "@/lib/words/unseen";

type LinkServersProps = {
  instances: readonly Instance[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
  error: string | undefined;
};

/** The choice among a user's servers that wait to be connected. */
export function LinkServers({ instances, chosen, onChange, error }: LinkServersProps) {
  const errorId = useId();
  const ids = instances.map(({ id }) => id);
  const choose = (id: string, checked: boolean) =>
    onChange(ids.filter((each) => (each === id ? checked : chosen.includes(each))));

  return (
    <fieldset aria-describedby={errorId}>
      <legend className="mb-1.5 font-medium text-sm">Servers to connect</legend>
      <div className="max-h-56 overflow-y-auto rounded-md border border-border bg-surface">
        {instances.map((instance) => (
          <ServerChoice
            key={instance.id}
            instance={instance}
            checked={chosen.includes(instance.id)}
            onChange={(checked) => choose(instance.id, checked)}
          />
        ))}
      </div>
      <FieldError id={errorId}>{error}</FieldError>
    </fieldset>
  );
}

type ServerChoiceProps = { instance: Instance; checked: boolean; onChange: (checked: boolean) => void };

function ServerChoice({ instance, checked, onChange }: ServerChoiceProps) {
  const { serverName, platformName, isReadOnly, status } = instance;
  return (
    <label className="flex min-h-11 items-center gap-2.5 border-border border-b px-3 py-1.5 last:border-b-0 hover:bg-hover has-focus-visible:-outline-offset-2 has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-(--accent) outline-none"
      />
      <ServerMark name={serverName} size="small" />
      <span className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-3 gap-y-0.5 text-sm">
        <span>
          <span className="font-medium">{serverName}</span>
          <span className="text-muted">
            {platformName && ` on ${showId(platformName)}`}
            {isReadOnly && ", read-only"}
          </span>
        </span>
        <StatusBadge status={status} />
      </span>
    </label>
  );
}
