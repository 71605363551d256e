"use client";

import { ChevronsUpDown, CircleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { type KeyboardEvent, type RefCallback, useEffect, useId, useRef, useState } from "react";
import { isShortcut } from "@/components/palette/single-keys";
import { ServerMark } from "@/components/servers/server-mark";
import { Kbd } from "@/components/ui/kbd";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import { CATALOGUE } from "@/lib/catalogue/servers";
import type { ServerName } from "@/lib/contracts/server-name";
import { SIGN_IN_WORDS } from "./sign-in-words";

const loadList = () => import("./server-list");
// The list with its search is most of this page's script, and nobody needs it before reaching for it.
const ServerList = dynamic(() => loadList().then((module) => module.ServerList), { ssr: false });

type ServerPickerProps = {
  value: ServerName | null;
  onChange: (name: ServerName) => void;
  recent: readonly ServerName[];
  error: string | undefined;
  disabled?: boolean;
  /** Receives what to focus where the choice is wrong. */
  ref: RefCallback<HTMLButtonElement>;
};

/**
 * The choice among the servers of the catalogue: a button that shows what is chosen and opens a searchable list. Typing on it searches
 * at once, and `/` reaches it from anywhere on the page.
 */
export function ServerPicker({ value, onChange, recent, error, disabled, ref }: ServerPickerProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [wanted, setWanted] = useState(false);
  const entry = value && catalogueEntry(value);

  const show = (typed = "") => {
    setQuery(typed);
    setWanted(true);
    setOpen(true);
  };

  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "/" || !isShortcut(event)) return;
      event.preventDefault();
      // What is typed before the list has come is the button's, which keeps it.
      button.current?.focus();
      setQuery("");
      setWanted(true);
      setOpen(true);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    // A space opens the list, as it presses any button; while the list is on its way, it belongs to what is typed.
    const printable = event.key.length === 1 && event.key !== "/" && (open || event.key !== " ");
    if (event.key === "ArrowDown" || (printable && !event.ctrlKey && !event.metaKey && !event.altKey)) {
      event.preventDefault();
      // What is typed before the list has come is kept, and searched for when it has.
      show(printable ? (open ? query : "") + event.key : "");
    }
  };

  return (
    <div className="flex flex-col">
      <span id={`${id}-label`} className="mb-1.5 font-medium text-sm">
        Server
      </span>
      <div className="relative">
        <button
          ref={(element) => {
            button.current = element;
            ref(element);
          }}
          type="button"
          disabled={disabled}
          className="flex h-10 w-full items-center gap-2.5 rounded-md border border-border-strong bg-surface px-2.5 text-left text-sm shadow-low transition-colors duration-100 hover:border-muted disabled:opacity-60 data-invalid:border-negative pointer-coarse:h-11"
          aria-haspopup="dialog"
          aria-expanded={open}
          aria-labelledby={`${id}-label ${id}-value ${id}-sign-in`}
          aria-describedby={`${id}-error`}
          data-invalid={error ? "" : undefined}
          onClick={() => show(open ? query : "")}
          onKeyDown={onKeyDown}
          onPointerEnter={loadList}
          onFocus={loadList}
        >
          {entry ? (
            <>
              <ServerMark name={entry.name} size="small" />
              <span id={`${id}-value`} className="min-w-0 flex-1 truncate font-medium">
                {entry.name}
              </span>{" "}
              <span
                id={`${id}-sign-in`}
                className="mr-7 hidden truncate text-muted text-xs sm:inline pointer-coarse:mr-0"
              >
                {SIGN_IN_WORDS[entry.auth]}
              </span>
            </>
          ) : (
            <span id={`${id}-value`} className="min-w-0 flex-1 truncate text-muted">
              Choose one of {CATALOGUE.length} servers
            </span>
          )}
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        </button>
        {/* Beside the button, since what is inside it belongs to its name. */}
        <span className="pointer-events-none absolute inset-y-0 right-9 flex items-center pointer-coarse:hidden">
          <Kbd>/</Kbd>
        </span>
      </div>
      <p id={`${id}-error`} className="flex min-h-6 items-start gap-1 pt-1 text-negative text-xs">
        {error && (
          <>
            <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
            {error}
          </>
        )}
      </p>
      {wanted && (
        <ServerList
          anchor={button}
          open={open}
          onOpenChange={setOpen}
          query={query}
          onQueryChange={setQuery}
          value={value}
          onChange={onChange}
          recent={recent}
        />
      )}
    </div>
  );
}
