"use client";

import { Download, Lock, LockOpen, type LucideIcon, RefreshCw, Trash2, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { instances } from "@/components/jobs/job-words";
import { SendLink } from "@/components/links/send-link";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { exportAddress } from "@/lib/api/search";
import type { InstanceFilterInput } from "@/lib/contracts/instance-search";
import { JOB_ACTION_LABELS } from "@/lib/contracts/job";
import { useCreateJob } from "@/lib/queries/jobs";
import { type BulkAction, confirmationOf } from "./bulk-words";
import { EVERYTHING, MOST_BY_ID, NOTHING, type Selection } from "./selection";

const BulkDialog = dynamic(() => import("./bulk-dialog").then((module) => module.BulkDialog), { ssr: false });

type BulkBarProps = {
  selection: Selection;
  filter: InstanceFilterInput;
  /** How many match the filter; undefined until they are counted. */
  matching: number | undefined;
  /** The one user to whom everything chosen belongs. */
  userId: string | undefined;
  onSelect: (selection: Selection) => void;
  onBegun: (jobId: string) => void;
};

const ACTIONS: readonly { action: BulkAction; icon: LucideIcon }[] = [
  { action: "make-read-only", icon: Lock },
  { action: "make-writable", icon: LockOpen },
  { action: "refresh", icon: RefreshCw },
  { action: "delete", icon: Trash2 },
];

/** What can be done to the chosen instances. */
export function BulkBar({ selection, filter, matching, userId, onSelect, onBegun }: BulkBarProps) {
  const create = useCreateJob();
  const [asked, setAsked] = useState<BulkAction | null>(null);
  const count = selection.all ? (matching ?? 0) : selection.ids.size;
  const tooMany = !selection.all && count > MOST_BY_ID;

  const begin = async (action: BulkAction) => {
    const which = selection.all ? { filter } : { instanceIds: [...selection.ids] };
    const { job } = await create.mutateAsync({ action, ...which });
    setAsked(null);
    onBegun(job.id);
  };
  const press = (action: BulkAction) => {
    create.reset();
    if (confirmationOf(action, count)) return setAsked(action);
    begin(action).catch(({ message }: Error) =>
      toast({ kind: "negative", title: "Nothing was begun", description: message }),
    );
  };

  return (
    <section
      aria-label="Selection"
      className="sticky bottom-4 z-30 mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-border-strong bg-raised px-3 py-2 text-sm shadow-high"
    >
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
        <p role="status" className="font-medium">
          {selection.all && "All "}
          {instances(count)} selected
        </p>
        {!selection.all && matching !== undefined && matching > count && (
          <Button variant="ghost" size="small" onClick={() => onSelect(EVERYTHING)}>
            Select all {matching.toLocaleString("en")} that match
          </Button>
        )}
        {tooMany && (
          <p className="text-caution text-xs">
            At most {MOST_BY_ID.toLocaleString("en")} can be picked one by one. Select all that match instead.
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2 max-sm:hidden">
        {userId !== undefined && <SendLink userId={userId} />}
        {ACTIONS.map(({ action, icon: Icon }) => (
          <Button
            key={action}
            variant={action === "delete" ? "danger" : "secondary"}
            disabled={tooMany}
            onClick={() => press(action)}
          >
            <Icon aria-hidden /> {JOB_ACTION_LABELS[action]}
          </Button>
        ))}
        {selection.all && (
          <a href={exportAddress(filter)} download className={buttonStyle("secondary", "medium")}>
            <Download aria-hidden /> Export CSV
          </a>
        )}
      </div>
      <span className="flex items-center gap-1">
        <Menu
          variant="secondary"
          size="medium"
          className="sm:hidden"
          items={ACTIONS.map(({ action, icon }) => ({
            label: JOB_ACTION_LABELS[action],
            icon,
            disabled: tooMany,
            onSelect: () => press(action),
            ...(action === "delete" && { kind: "danger" as const }),
          }))}
        >
          Actions
        </Menu>
        <Button
          variant="ghost"
          size="icon"
          aria-label="Clear the selection"
          onClick={() => onSelect(NOTHING)}
        >
          <X aria-hidden />
        </Button>
      </span>
      {asked && (
        <BulkDialog
          action={asked}
          count={count}
          all={selection.all}
          busy={create.isPending}
          error={create.error}
          // What fails is shown in the dialog.
          onConfirm={() => begin(asked).catch(() => {})}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}
