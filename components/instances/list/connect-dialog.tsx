"use client";

import { ConnectAccount } from "@/components/connect/connect-account";
import { useInstanceSource } from "@/components/connect/use-instance-source";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Instance } from "@/lib/contracts/instance";
import { standingOf } from "@/lib/contracts/terms/status";
import { showId } from "@/lib/words/unseen";

type ConnectDialogProps = { instance: Instance; open: boolean; onOpenChange: (open: boolean) => void };

/** Connects the account of an instance without leaving the list. */
export function ConnectDialog({ instance: listed, open, onOpenChange }: ConnectDialogProps) {
  const { instance, source } = useInstanceSource(listed, { page: "instance", watch: true });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Connect ${instance.serverName}`}
      description={<span className="break-words">The account of {showId(instance.userId)}</span>}
      footer={<Button onClick={() => onOpenChange(false)}>Close</Button>}
    >
      <div className="flex flex-col items-start gap-3">
        <StatusBadge status={standingOf(instance)} />
        <ConnectAccount source={source} />
      </div>
    </Dialog>
  );
}
