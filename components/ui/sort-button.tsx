import type { ReactNode } from "react";
import { cx } from "./class-names";
import { ArrowDown, ArrowUp } from "./icons";

type SortButtonProps = {
  direction: "ascending" | "descending" | null;
  onClick: () => void;
  children: ReactNode;
};

/** A column's header that sorts by it; `direction` is null where another does. */
export function SortButton({ direction, onClick, children }: SortButtonProps) {
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={onClick}
      className={cx(
        "group/sort -mx-1 inline-flex h-7 max-w-full items-center gap-1 rounded-sm px-1 font-medium hover:text-foreground",
        direction && "text-foreground",
      )}
    >
      {children}
      <Arrow
        aria-hidden
        className={cx(
          "size-3.5 shrink-0",
          !direction && "opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60",
        )}
      />
    </button>
  );
}
