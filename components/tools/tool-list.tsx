import { useState } from "react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import type { Tool } from "@/lib/contracts/tool";
import { countWords, plural } from "@/lib/words/count";
import { showUnseen } from "@/lib/words/unseen";
import { AccessBadge } from "./access-badge";
import { matchTools } from "./match-tools";

type ToolListProps = {
  tools: readonly Tool[];
  /** How many more the server told in a way that cannot be read. */
  unreadable: number;
  shown: string | null;
  onShow: (name: string) => void;
};

export function ToolList({ tools, unreadable, shown, onShow }: ToolListProps) {
  const [typed, setTyped] = useState("");
  const found = matchTools(tools, typed);
  return (
    <Card aria-label="Tools">
      <div className="border-border border-b p-2">
        <Input
          type="search"
          aria-label="Search tools"
          placeholder="Search tools"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        <p role="status" className="px-1 pt-1.5 text-muted text-xs">
          {found.length < tools.length
            ? `${found.length} of ${countWords(tools.length, "tool")}`
            : countWords(tools.length, "tool")}
        </p>
        {unreadable > 0 && (
          <p className="px-1 pt-1 text-caution text-xs">
            {countWords(unreadable, "more tool")} could not be read: the server tells{" "}
            {plural(unreadable, "it", "them")} in a way of its own.
          </p>
        )}
      </div>
      {found.length === 0 && (
        <EmptyState title="No tool has these words" className="py-6">
          Search by fewer of them.
        </EmptyState>
      )}
      <ul className="divide-y divide-border lg:max-h-[calc(100dvh-14rem)] lg:overflow-y-auto">
        {found.map((tool) => (
          <li key={tool.name}>
            <button
              type="button"
              data-tool={tool.name}
              aria-current={tool.name === shown || undefined}
              onClick={() => onShow(tool.name)}
              className="flex w-full flex-col gap-0.5 border-transparent border-l-2 px-3 py-2 text-left hover:bg-hover focus-visible:-outline-offset-2 aria-current:border-accent-text aria-current:bg-hover"
            >
              <span className="flex w-full items-start justify-between gap-2">
                <span className="min-w-0 font-medium font-mono text-xs leading-5 [overflow-wrap:anywhere]">
                  {showUnseen(tool.name)}
                </span>
                <AccessBadge tool={tool} />
              </span>
              <span className="line-clamp-2 text-muted text-xs">
                {showUnseen(tool.title ?? tool.description)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
