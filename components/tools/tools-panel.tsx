"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { ChevronLeft, SearchX, Wrench } from "@/components/ui/icons";
import { Skeleton } from "@/components/ui/skeleton";
import { UnreadAlert } from "@/components/ui/unread-alert";
import type { Instance } from "@/lib/contracts/instance";
import { isDone } from "@/lib/contracts/terms/status";
import { toolsQuery } from "@/lib/queries/tools";
import { showUnseen } from "@/lib/words/unseen";
import type { Draft, Drafts } from "./schema/field";
import { SwitchedOff } from "./switched-off";
import { ToolDetail } from "./tool-detail";
import { ToolList } from "./tool-list";

type ToolsPanelProps = {
  instance: Instance;
  /** The name of the tool that is open. */
  shown: string | null;
  onShow: (name: string | null) => void;
  drafts: Drafts;
  onDraft: (name: string, draft: Draft) => void;
};

/** The tools that the URL serves at this moment, and one of them. A narrow screen shows the list or the tool. */
export function ToolsPanel({ instance, shown, onShow, drafts, onDraft }: ToolsPanelProps) {
  const query = useQuery(toolsQuery(instance.id));
  const { data, error } = query;
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLDivElement>(null);
  const before = useRef(shown);

  // Where the list and the tool take turns, the focus goes along.
  useEffect(() => {
    const left = before.current;
    before.current = shown;
    if (left === shown) return;
    if (shown !== null && list.current?.offsetParent === null) detail.current?.focus();
    if (shown === null && left !== null) {
      list.current?.querySelector<HTMLElement>(`[data-tool="${CSS.escape(left)}"]`)?.focus();
    }
  }, [shown]);

  if (!data && error) return <UnreadAlert of={query} title="The tools could not be listed" />;
  if (!data) return <Waiting serverName={instance.serverName} />;
  const off = <SwitchedOff instanceId={instance.id} serverName={instance.serverName} />;
  if (data.tools.length === 0 && data.unreadable === 0) {
    return (
      <>
        <Card>
          <EmptyState icon={Wrench} title="The server serves no tools">
            {instance.isReadOnly
              ? "It is read-only, and may have tools that write and none that read."
              : "It answered, and listed none. Try again later, or ask the upstream why."}
          </EmptyState>
        </Card>
        {off}
      </>
    );
  }
  const tool = data.tools.find(({ name }) => name === shown);
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,19rem)_minmax(0,1fr)]">
      {!isDone(instance) && (
        <Alert kind="caution" className="lg:col-span-2">
          The account is not connected: the tools can be looked at, and none can be run.
        </Alert>
      )}
      <div ref={list} className={cx("min-w-0", shown !== null && "max-lg:hidden")}>
        <ToolList tools={data.tools} unreadable={data.unreadable} shown={shown} onShow={onShow} />
        {off}
      </div>
      <div ref={detail} tabIndex={-1} className={cx("min-w-0", shown === null && "max-lg:hidden")}>
        <Button variant="ghost" size="small" className="mb-2 -ml-2 lg:hidden" onClick={() => onShow(null)}>
          <ChevronLeft aria-hidden /> All tools
        </Button>
        {tool ? (
          <ToolDetail
            key={tool.name}
            tool={tool}
            instance={instance}
            draft={Object.hasOwn(drafts, tool.name) ? drafts[tool.name] : undefined}
            onDraft={(draft) => onDraft(tool.name, draft)}
          />
        ) : (
          <NoTool name={shown} />
        )}
      </div>
    </div>
  );
}

function Waiting({ serverName }: { serverName: string }) {
  return (
    <div role="status">
      <p className="mb-3 text-muted text-sm">Asking {serverName} which tools it serves</p>
      <div className="grid gap-5 lg:grid-cols-[minmax(0,19rem)_minmax(0,1fr)]">
        <Skeleton className="h-80" />
        <Skeleton className="h-80 max-lg:hidden" />
      </div>
    </div>
  );
}

function NoTool({ name }: { name: string | null }) {
  return (
    <Card>
      {name === null ? (
        <EmptyState icon={Wrench} title="Choose a tool">
          Its description and its input are shown here, and it can be run.
        </EmptyState>
      ) : (
        <EmptyState icon={SearchX} title="There is no such tool">
          The server does not serve <code className="font-mono break-all">{showUnseen(name)}</code> at this
          moment. A read-only server serves no tool that writes.
        </EmptyState>
      )}
    </Card>
  );
}
