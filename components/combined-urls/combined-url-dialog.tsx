import { useState } from "react";
import { ServerMark } from "@/components/servers/server-mark";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { RequestError } from "@/lib/api/request-error";
import type { Instance } from "@/lib/contracts/instance";
import { useCreateCombinedUrl } from "@/lib/queries/combined-urls";
import { UPSTREAM_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";

type CombinedUrlDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  userId: string;
  instances: readonly Instance[];
};

/** Chooses what stands behind one URL: at first, all that the user has at the upstream where they have most. */
export function CombinedUrlDialog({ userId, instances, ...dialog }: CombinedUrlDialogProps) {
  const [upstream] = mostUsed(instances);
  const offered = instances.filter((each) => each.upstream === upstream);
  const [chosen, setChosen] = useState(() => new Set(offered.map(({ serverName }) => serverName)));
  const create = useCreateCombinedUrl(userId);
  const close = () => dialog.onOpenChange(false);

  const make = () =>
    upstream &&
    create.mutate(
      { userId, upstream, serverNames: [...chosen] },
      {
        onSuccess({ created }) {
          close();
          toast({ kind: "positive", title: created ? "The URL is made" : "There was such a URL already" });
        },
      },
    );
  const toggle = (name: Instance["serverName"], on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(name);
    else next.delete(name);
    setChosen(next);
  };

  return (
    <Dialog
      {...dialog}
      title="One URL for several servers"
      description={`Behind it, an agent finds the tools of what is chosen here by searching. It acts as ${showId(userId)} at each, within the rules of each instance.`}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={chosen.size < 2}
            busy={create.isPending}
            busyLabel="Making the URL"
            onClick={make}
          >
            Make the URL
          </Button>
        </>
      }
    >
      <fieldset className="min-w-0">
        <legend className="mb-1.5 font-medium text-sm">
          Servers{upstream && ` at ${UPSTREAM_LABELS[upstream]}`}
        </legend>
        <ul className="max-h-72 overflow-y-auto rounded-md border border-border p-1">
          {offered.map(({ id, serverName, isReadOnly }) => (
            <li key={id}>
              <label className="flex min-h-9 items-center gap-2 rounded-md px-2 text-sm hover:bg-hover pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  className="size-4 shrink-0 accent-accent"
                  checked={chosen.has(serverName)}
                  onChange={({ target }) => toggle(serverName, target.checked)}
                />
                <ServerMark name={serverName} size="small" />
                <span className="min-w-0 flex-1 truncate">{serverName}</span>
                {isReadOnly && <span className="text-muted text-xs">read-only</span>}
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      {create.error && (
        <Alert kind="negative" title="No URL was made" className="mt-4">
          {reasonOf(create.error)}
        </Alert>
      )}
    </Dialog>
  );
}

function mostUsed(instances: readonly Instance[]): Instance["upstream"][] {
  const counts = new Map<Instance["upstream"], number>();
  for (const { upstream } of instances) counts.set(upstream, (counts.get(upstream) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([upstream]) => upstream);
}

function reasonOf(error: Error): string {
  const named = error instanceof RequestError ? Object.values(error.problem.fields ?? {}).flat() : [];
  return named[0] ?? error.message;
}
