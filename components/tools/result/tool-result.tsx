import { CircleAlert, CircleCheck } from "@/components/ui/icons";
import type { CallToolAnswer, Tool } from "@/lib/contracts/tool";
import { spanWords } from "@/lib/words/span";
import { ContentBlock } from "./content-block";
import { readBlock, readStructured } from "./read-block";

/** What a tool answered, and how long it took. That a tool reports an error is an answer too. */
export function ToolResult({ tool, answer }: { tool: Tool; answer: CallToolAnswer }) {
  const { content, structuredContent, isError, milliseconds } = answer;
  const Icon = isError ? CircleAlert : CircleCheck;
  // The blocks of an answer never change places.
  const blocks = content.map((block, index) => ({ id: `block-${index}`, block: readBlock(block) }));
  const structured = readStructured(
    structuredContent,
    blocks.map(({ block }) => block),
  );
  return (
    <section aria-label="Result" className="flex flex-col gap-2 border-border border-t pt-4">
      <p role="status" className="flex flex-wrap items-center gap-x-1.5 text-sm">
        <Icon aria-hidden className={isError ? "size-4 text-negative" : "size-4 text-positive"} />
        <span className={isError ? "font-medium text-negative" : "font-medium"}>
          {isError ? "The tool answered with an error" : "The tool answered"}
        </span>
        <span className="text-muted">in {spanWords(milliseconds)}</span>
      </p>
      {blocks.length === 0 && !structured && <p className="text-muted text-sm">The answer is empty.</p>}
      {blocks.map(({ id, block }) => (
        <ContentBlock key={id} block={block} tool={tool} />
      ))}
      {structured && (
        <div>
          <p className="mb-1 font-medium text-muted text-xs">Structured content</p>
          <ContentBlock block={structured} tool={tool} />
        </div>
      )}
    </section>
  );
}
