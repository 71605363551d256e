"use client";

import { useState } from "react";
import { cx } from "@/components/ui/class-names";
import { ChevronRight } from "@/components/ui/icons";
import { childrenOf, isOpenAtFirst, leafWords, summaryOf } from "./json-nodes";

/** So many children of a node are shown before somebody asks for the rest. */
const FIRST = 100;

/** JSON to look through: its lists and objects open and close, and what is closed costs nothing. */
export function JsonTree({ value }: { value: unknown }) {
  return (
    <ul className="min-w-0 overflow-x-auto rounded-md border border-border bg-inset px-3 py-2 font-mono text-xs leading-5">
      <JsonNode name={null} value={value} depth={0} />
    </ul>
  );
}

type JsonNodeProps = { name: string | null; value: unknown; depth: number };

function JsonNode({ name, value, depth }: JsonNodeProps) {
  const children = childrenOf(value);
  const [open, setOpen] = useState(() => isOpenAtFirst(value, depth));
  const [all, setAll] = useState(false);
  if (!children || children.length === 0) {
    return (
      <li className="pl-4 [overflow-wrap:anywhere]">
        <Name name={name} />
        <Leaf value={value} />
      </li>
    );
  }
  const shown = all ? children : children.slice(0, FIRST);
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-6 max-w-full items-start rounded-sm text-left hover:bg-hover pointer-coarse:min-h-10 pointer-coarse:items-center"
      >
        <ChevronRight aria-hidden className={cx("mt-1 size-3 shrink-0 text-muted", open && "rotate-90")} />
        <span className="pl-1 [overflow-wrap:anywhere]">
          <Name name={name} />
          <span className="text-muted">{summaryOf(value)}</span>
        </span>
      </button>
      {open && (
        <ul className="ml-1.5 border-border border-l pl-2">
          {shown.map(([key, child]) => (
            <JsonNode key={key} name={key} value={child} depth={depth + 1} />
          ))}
          {shown.length < children.length && (
            <li>
              <button
                type="button"
                className="ml-4 min-h-6 rounded-sm text-accent-text underline"
                onClick={() => setAll(true)}
              >
                Show the other {children.length - shown.length}
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

function Name({ name }: { name: string | null }) {
  return name === null ? null : <span className="text-accent-text">{name}: </span>;
}

function Leaf({ value }: { value: unknown }) {
  return (
    <span className={cx("whitespace-pre-wrap", typeof value === "string" ? "text-foreground" : "text-info")}>
      {leafWords(value)}
    </span>
  );
}
