"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Download,
  type IconComponent,
  Lock,
  LockOpen,
  RefreshCw,
  Send,
  Trash2,
  X,
} from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { Menu } from "@/components/ui/menu";
import { saveFile } from "@/components/ui/save-file";
import { toast } from "@/components/ui/toast";
import { exportAddress, exportChosen } from "@/lib/api/search";
import { type CountInstancesAnswer, type InstanceFilter, MOST_BY_ID } from "@/lib/contracts/instance-search";
import { useCreateJob } from "@/lib/queries/jobs";
import { JOB_ACTION_LABELS } from "@/lib/words/labels";
import { type BulkAction, confirmationOf } from "./bulk-words";
import { NOTHING, type Selection } from "./selection";
import { SelectionSummary } from "./selection-summary";

const bulkDialog = lazyCode(() => import("./bulk-dialog").then((module) => module.BulkDialog));
const sendLinksDialog = lazyCode(() =>
  import("@/components/links/send-links-dialog").then((module) => module.SendLinksDialog),
);

type BulkBarProps = {
  selection: Selection;
  filter: InstanceFilter;
  /** How many match the filter; undefined until they are counted. */
  matching: CountInstancesAnswer | undefined;
  onSelect: (selection: Selection) => void;
  onBegun: (jobId: string) => void;
};

const ICONS: Record<BulkAction, IconComponent> = {
  "make-read-only": Lock,
  "make-writable": LockOpen,
  refresh: RefreshCw,
  delete: Trash2,
};

/** What can be done to the chosen instances. */
export function BulkBar({ selection, filter, matching, onSelect, onBegun }: BulkBarProps) {
  const create = useCreateJob();
  const question = useOverlay(bulkDialog);
  const links = useOverlay(sendLinksDialog);
  const [asked, setAsked] = useState<BulkAction | null>(null);
  const count = selection.all ? (matching?.count ?? 0) : selection.ids.size;
  const tooMany = !selection.all && count > MOST_BY_ID;
  const counting = selection.all && matching === undefined;

  const which = selection.all ? { filter } : { instanceIds: [...selection.ids] };

  const begin = async (action: BulkAction) => {
    const { job } = await create.mutateAsync({ action, ...which });
    question.show(false);
    onBegun(job.id);
  };
  const press = (action: BulkAction) => {
    create.reset();
    if (confirmationOf(action, count)) {
      setAsked(action);
      return question.show(true);
    }
    begin(action).catch(({ message }: Error) =>
      toast({ kind: "negative", title: "Nothing was begun", description: message }),
    );
  };
  const download = async () => {
    // All of them may be many, which the browser downloads by itself.
    if (selection.all) return window.location.assign(exportAddress(filter));
    try {
      saveFile(await exportChosen([...selection.ids]));
    } catch (error) {
      toast({ kind: "negative", title: "Nothing was exported", description: (error as Error).message });
    }
  };
  const job = (action: BulkAction) => ({
    label: JOB_ACTION_LABELS[action],
    icon: ICONS[action],
    onSelect: () => press(action),
  });
  const actions = [
    job("make-read-only"),
    job("make-writable"),
    job("refresh"),
    { label: "Create connect links", icon: Send, onSelect: () => links.show(true) },
    { label: "Export CSV", icon: Download, onSelect: download },
    { ...job("delete"), kind: "danger" as const },
  ];

  return (
    <section
      aria-label="Selection"
      className="sticky bottom-4 z-30 mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-border-strong bg-raised px-3 py-2 text-sm shadow-high"
    >
      <SelectionSummary all={selection.all} count={count} matching={matching} onSelect={onSelect} />
      <div className="flex flex-wrap items-center gap-2 max-sm:hidden">
        {actions.map(({ label, icon: Icon, onSelect: act, ...rest }) => (
          <Button
            key={label}
            size="small"
            variant={"kind" in rest ? "danger" : "secondary"}
            disabled={tooMany || counting}
            onClick={act}
          >
            <Icon aria-hidden /> {label}
          </Button>
        ))}
      </div>
      <span className="flex items-center gap-1">
        <Menu
          variant="secondary"
          size="medium"
          className="sm:hidden"
          items={actions.map((action) => ({ ...action, disabled: tooMany || counting }))}
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
      <LazyOverlay overlay={links.overlay}>
        {(SendLinksDialog, props) => <SendLinksDialog {...props} which={which} />}
      </LazyOverlay>
      {asked && (
        <LazyOverlay overlay={question.overlay}>
          {(BulkDialog, props) => (
            <BulkDialog
              {...props}
              action={asked}
              count={count}
              all={selection.all}
              busy={create.isPending}
              error={create.error}
              // What fails is shown in the dialog.
              onConfirm={() => begin(asked).catch(() => {})}
            />
          )}
        </LazyOverlay>
      )}
    </section>
  );
}
