import { useId, useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { Segmented } from "@/components/ui/segmented";
import type { Tool } from "@/lib/contracts/tool";
import { JsonTree } from "./json-tree";
import type { Block } from "./read-block";

/** One block of an answer. Addresses are told and not followed: they are the server's. */
export function ContentBlock({ block, tool }: { block: Block; tool: Tool }) {
  switch (block.kind) {
    case "text":
      return (
        <div className="flex items-start gap-2 rounded-md border border-border bg-inset py-1.5 pr-1.5 pl-3.5">
          <p className="min-w-0 flex-1 py-1 text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
            {block.text}
          </p>
          <CopyButton text={block.text} label="Copy text" />
        </div>
      );
    case "json":
      return <JsonBlock value={block.value} text={block.text} />;
    case "image":
      return (
        <figure className="w-fit max-w-full rounded-md border border-border bg-inset p-2">
          <img src={block.source} alt={`What ${tool.name} answered`} className="max-h-96 max-w-full" />
          <figcaption className="mt-1 text-muted text-xs">{block.mimeType}</figcaption>
        </figure>
      );
    case "resource":
      return (
        <div className="flex flex-col gap-1 rounded-md border border-border px-3 py-2 text-sm">
          <p className="font-medium">{block.name}</p>
          <p className="flex items-center justify-between gap-2">
            <code className="min-w-0 font-mono text-xs break-all">{block.uri}</code>
            <CopyButton text={block.uri} label="Copy address of the resource" />
          </p>
          {block.about && <p className="text-muted text-xs">{block.about}</p>}
          {block.text && <CodeBlock label="text of the resource" wrap code={block.text} />}
        </div>
      );
  }
}

const VIEWS = [
  { value: "tree", label: "Tree" },
  { value: "text", label: "Text" },
] as const;

function JsonBlock({ value, text }: { value: unknown; text: string }) {
  const name = useId();
  const [view, setView] = useState<(typeof VIEWS)[number]["value"]>("tree");
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <Segmented
          legend="View of the JSON"
          legendHidden
          name={name}
          options={VIEWS}
          value={view}
          onValueChange={setView}
        />
        {view === "tree" && <CopyButton text={text} label="Copy JSON" />}
      </div>
      {view === "tree" ? <JsonTree value={value} /> : <CodeBlock label="JSON" wrap code={text} />}
    </div>
  );
}
