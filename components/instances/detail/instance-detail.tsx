"use client";

import { useState } from "react";
import { useInstanceSource } from "@/components/connect/use-instance-source";
import { useMember } from "@/components/layout/member";
import type { Drafts } from "@/components/tools/schema/field";
import { Alert } from "@/components/ui/alert";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { Instance } from "@/lib/contracts/instance";
import { GoneAlert } from "./gone-alert";
import { InstanceHeader } from "./instance-header";
import { InstanceHistory } from "./instance-history";
import { Overview } from "./overview";
import { useDetailView } from "./use-detail-view";

// Its tools are for the server to tell, so there is nothing of it to send along with the page.
const toolsPanel = lazyCode(() =>
  import("@/components/tools/tools-panel").then((module) => module.ToolsPanel),
);

type InstanceDetailProps = {
  /** As the record has it; the page asks the upstream for the rest. */
  recorded: Instance;
};

/** One instance: how it stands, what can be done with it, the tools that it serves, and what was done to it. */
export function InstanceDetail({ recorded }: InstanceDetailProps) {
  const { can } = useMember();
  const { instance, source } = useInstanceSource(recorded, { page: "instance", watch: true });
  const { tab, tool, showTab, showTool } = useDetailView();
  // What was typed for a tool outlives a look at another tab.
  const [drafts, setDrafts] = useState<Drafts>({});

  return (
    <>
      <InstanceHeader instance={instance} />
      <GoneAlert instance={instance} />
      {!can("instance.update") && (
        <Alert kind="info" className="mb-4">
          Your role can look at this instance. Connecting it, changing it, revealing its URL and running its
          tools take an operator.
        </Alert>
      )}
      <Tabs
        label="Views of the instance"
        selected={tab}
        onSelect={showTab}
        className="[&>[role=tabpanel]]:pt-5"
        tabs={[
          {
            id: "overview",
            label: "Overview",
            content: <Overview instance={instance} source={source} />,
          },
          {
            id: "tools",
            label: "Tools",
            content: (
              <LazyPart code={toolsPanel} loading={<Skeleton className="h-96" />}>
                {(ToolsPanel) => (
                  <ToolsPanel
                    instance={instance}
                    shown={tool}
                    onShow={showTool}
                    drafts={drafts}
                    onDraft={(name, draft) => setDrafts((before) => ({ ...before, [name]: draft }))}
                  />
                )}
              </LazyPart>
            ),
          },
          { id: "history", label: "History", content: <InstanceHistory id={instance.id} /> },
        ]}
      />
    </>
  );
}
