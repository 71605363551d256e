"use client";

import { type KeyboardEvent, useRef } from "react";
import { Button } from "./button";
import { cx } from "./class-names";
import { isConverting } from "./converting";
import { Search, X } from "./icons";
import { Input } from "./input";
import { Kbd } from "./kbd";
import { useSettledText } from "./use-settled-text";

type SearchFieldProps = {
  label: string;
  placeholder: string;
  /** The most characters that are searched for. */
  maxLength: number;
  /** What is searched for at present, as the address says. */
  settled: string;
  /** Called with the next text, after a pause in typing. */
  onSettle: (text: string) => void;
  className?: string;
};

/** Searches a page as somebody types. */
export function SearchField({ label, settled, onSettle, className, ...props }: SearchFieldProps) {
  const { field, clear } = useSettledText(settled, onSettle);
  const input = useRef<HTMLInputElement>(null);

  const empty = () => {
    clear();
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && field.value !== "" && !isConverting(event)) empty();
  };

  return (
    <search className={cx("relative min-w-0", className)}>
      <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
      <Input
        ref={input}
        type="search"
        enterKeyHint="search"
        aria-label={label}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onKeyDown={onKeyDown}
        className="pr-9 pl-8.5 pointer-fine:h-8 [&::-webkit-search-cancel-button]:hidden"
        {...props}
        {...field}
      />
      <span className="absolute inset-y-0 right-1 flex items-center">
        {field.value === "" ? (
          <Kbd className="mr-1 pointer-coarse:hidden">/</Kbd>
        ) : (
          <Button
            variant="ghost"
            size="icon-small"
            aria-label="Clear the search"
            className="h-6 w-6"
            onClick={empty}
          >
            <X aria-hidden />
          </Button>
        )}
      </span>
    </search>
  );
}
