import type { ReactNode } from "react";
import { cx } from "./class-names";
import type { Copyable } from "./clipboard";
import { CopyButton } from "./copy-button";

type CodeBlockProps = {
  /** Names what is shown: "Request as JSON". */
  label: string;
  code: string;
  /** What the button copies, where it is not what is shown; null for no button. */
  copy?: Copyable | null;
  /** Breaks long lines instead of scrolling sideways. */
  wrap?: boolean;
  /** Without a frame, for the inside of a card. */
  bare?: boolean;
  /** Buttons beside the copy button. */
  actions?: ReactNode;
  className?: string;
};

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };

/** Text for machines, with a button to copy it. */
export function CodeBlock({ label, code, copy = code, wrap, bare, actions, className }: CodeBlockProps) {
  return (
    <div
      className={cx(
        "flex min-w-0 items-start",
        !bare && "rounded-md border border-border bg-inset",
        className,
      )}
    >
      <section
        aria-label={label}
        {...KEYBOARD_SCROLLS}
        className="min-w-0 flex-1 overflow-x-auto rounded-md focus-visible:-outline-offset-2"
      >
        <pre
          className={cx(
            "px-3.5 py-2.5 font-mono text-xs leading-5",
            wrap ? "break-all whitespace-pre-wrap" : "w-fit min-w-full whitespace-pre",
          )}
        >
          <code>{code}</code>
        </pre>
      </section>
      {(copy !== null || actions) && (
        <div className="flex shrink-0 items-center gap-1 p-1.5">
          {actions}
          {copy !== null && <CopyButton text={copy} label={`Copy ${label}`} />}
        </div>
      )}
    </div>
  );
}
