"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { cx } from "./class-names";

export type Tab<Id extends string> = { id: Id; label: ReactNode; content: ReactNode };

type TabsProps<Id extends string> = {
  /** What the tabs are views of, for screen readers. */
  label: string;
  tabs: readonly [Tab<Id>, ...Tab<Id>[]];
  /** The one on show, where the caller keeps it; otherwise the first to begin with. */
  selected?: Id;
  onSelect?: (id: Id) => void;
  /** Stands at the right of the tabs. */
  aside?: ReactNode;
  /** Smaller, for many tabs in a narrow place. */
  dense?: boolean;
  className?: string;
};

/**
 * Views of one thing, after the tabs pattern of the ARIA Authoring Practices with automatic activation. Our own fifty
 * lines, because the page that everybody opens first has tabs on it and the library's weigh as much as its form.
 */
export function Tabs<Id extends string>({
  label,
  tabs,
  selected,
  onSelect,
  aside,
  dense = false,
  className,
}: TabsProps<Id>) {
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Id>(tabs[0].id);
  const current = tabs.find((tab) => tab.id === (selected ?? chosen)) ?? tabs[0];

  const select = (id: Id) => {
    setChosen(id);
    onSelect?.(id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = tabs.at(nextIndex(event.key, tabs.indexOf(current), tabs.length));
    if (!target || target === current) return;
    event.preventDefault();
    select(target.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(target.id)}"]`)?.focus();
  };

  return (
    <div className={className}>
      <div className="flex items-center justify-between gap-2 border-border border-b">
        <div
          ref={list}
          role="tablist"
          aria-label={label}
          className={cx("-mb-px flex min-w-0 overflow-x-auto", dense ? "px-1.5" : "gap-1 px-2")}
        >
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              data-tab={tab.id}
              id={`${prefix}-${tab.id}`}
              aria-controls={`${prefix}-panel`}
              aria-selected={tab === current}
              tabIndex={tab === current ? 0 : -1}
              onClick={() => select(tab.id)}
              onKeyDown={onKeyDown}
              className={cx(
                "h-10 border-b-2 border-transparent font-medium text-muted whitespace-nowrap",
                dense ? "px-1.5 text-xs" : "px-2 text-sm",
                "transition-colors duration-100 hover:text-foreground focus-visible:-outline-offset-4",
                "aria-selected:border-accent-text aria-selected:text-foreground pointer-coarse:h-11",
              )}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside && <div className="flex shrink-0 items-center gap-1 pr-2">{aside}</div>}
      </div>
      <div role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-${current.id}`}>
        {current.content}
      </div>
    </div>
  );
}

/** Where a key leads from the tab at `index`; the same index for a key that means nothing here. */
function nextIndex(key: string, index: number, count: number): number {
  switch (key) {
    case "ArrowRight":
      return (index + 1) % count;
    case "ArrowLeft":
      return (index - 1 + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return index;
  }
}
