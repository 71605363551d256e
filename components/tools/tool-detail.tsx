import { useState } from "react";
import { useMember } from "@/components/layout/member";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Instance } from "@/lib/contracts/instance";
import type { Tool } from "@/lib/contracts/tool";
import { useCallTool } from "@/lib/queries/tools";
import { showUnseen } from "@/lib/words/unseen";
import { AccessBadge } from "./access-badge";
import { ArgumentForm } from "./form/argument-form";
import { CallOutcome } from "./result/call-outcome";
import { warningWords } from "./run-words";
import { initialDraft } from "./schema/draft";
import type { Draft } from "./schema/field";
import { type JsonRecord, printJson } from "./schema/json";
import { readArgumentsSchema } from "./schema/read-schema";
import { SchemaOutline } from "./schema-outline";
import { ToolSwitch } from "./tool-switch";

type ToolDetailProps = {
  tool: Tool;
  instance: Instance;
  /** What was typed so far; undefined where nothing was. */
  draft: Draft | undefined;
  onDraft: (draft: Draft) => void;
};

/** A tool: what it is, what it takes, and a run of it. */
export function ToolDetail({ tool, instance, draft, onDraft }: ToolDetailProps) {
  const canRun = useMember().can("instance.call-tool");
  const [name, schema] = [showUnseen(tool.name), printJson(tool.inputSchema)];
  const field = readArgumentsSchema(tool.inputSchema);
  const call = useCallTool(instance.id);
  /** Arguments that wait for a yes; the last ones stay while the dialog closes. */
  const [asked, setAsked] = useState<JsonRecord | null>(null);
  const { overlay, show } = useOverlay(alertDialog);

  const run = (args: JsonRecord) => call.mutate({ name: tool.name, arguments: args });
  const submit = (args: JsonRecord) => {
    if (tool.readOnly) return run(args);
    setAsked(args);
    show(true);
  };

  return (
    <Card aria-labelledby="tool">
      <CardHeader>
        <h2 id="tool" className="min-w-0 font-mono font-semibold text-sm [overflow-wrap:anywhere]">
          {name}
        </h2>
        <span className="flex shrink-0 items-center gap-2">
          <AccessBadge tool={tool} />
          <ToolSwitch instanceId={instance.id} tool={tool.name} isOn />
        </span>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <div className="max-w-[72ch] text-sm">
          {tool.title && <p className="font-medium">{showUnseen(tool.title)}</p>}
          <p className="whitespace-pre-wrap text-muted">
            {showUnseen(tool.description) || "It comes without a description."}
          </p>
        </div>
        <div>
          <Disclosure summary="Input" open={!canRun} className="-ml-1">
            <SchemaOutline properties={field.properties} />
          </Disclosure>
          <Disclosure summary="Input as JSON Schema" className="-ml-1">
            <CodeBlock label="JSON Schema" code={showUnseen(schema)} copy={schema} />
          </Disclosure>
        </div>
        {canRun && (
          <ArgumentForm
            field={field}
            draft={draft ?? initialDraft(field, true)}
            onDraft={onDraft}
            busy={call.isPending}
            onSubmit={submit}
          />
        )}
        <CallOutcome tool={tool} answer={call.data} error={call.error} pending={call.isPending} />
      </CardBody>
      {asked && (
        <LazyOverlay overlay={overlay}>
          {(AlertDialog, props) => (
            <AlertDialog
              {...props}
              kind={tool.destructive ? "danger" : "primary"}
              title={`Run ${name}?`}
              description={warningWords(tool, instance)}
              confirmLabel="Run tool"
              onConfirm={() => {
                show(false);
                run(asked);
              }}
            >
              <CodeBlock label="arguments" wrap code={printJson(asked)} copy={null} />
            </AlertDialog>
          )}
        </LazyOverlay>
      )}
    </Card>
  );
}
