"use client";

import { StatusBadge } from "@/components/ui/status-badge";
import type { Instance } from "@/lib/contracts/instance";
import { standingOf } from "@/lib/contracts/terms/status";
import { useOffboardUser } from "@/lib/queries/users";
import { showId } from "@/lib/words/unseen";
import { OffboardQuestion } from "./offboard-question";
import { offboardWords } from "./offboard-words";

type OffboardDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  userId: string;
  instances: readonly Instance[];
  onStarted: (jobId: string) => void;
};

/** Names what is taken away, each by its name, and starts it once the user's id is typed. */
export function OffboardDialog({ userId, instances, onStarted, ...dialog }: OffboardDialogProps) {
  const { mutate, error, isPending, isSuccess } = useOffboardUser();
  return (
    <OffboardQuestion
      {...dialog}
      title={<span className="break-all">Offboard {showId(userId)}</span>}
      description={offboardWords(instances)}
      listLabel="What is removed"
      typeLabel="Type the user's id to confirm"
      wanted={userId}
      error={error}
      busy={isPending || isSuccess}
      onConfirm={() => mutate(userId, { onSuccess: ({ job }) => onStarted(job.id) })}
    >
      {instances.map(({ id, serverName, platformName, status, missing }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 py-1.5">
          <span className="min-w-0 break-words">
            {serverName}
            {platformName && <span className="text-muted"> on {showId(platformName)}</span>}
          </span>
          <StatusBadge status={standingOf({ status, missing })} />
        </li>
      ))}
    </OffboardQuestion>
  );
}
