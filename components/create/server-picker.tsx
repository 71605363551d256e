"use client";

import { type KeyboardEvent, type RefCallback, useEffect, useId, useState } from "react";
import { isShortcut } from "@/components/palette/single-keys";
import { ServerMark } from "@/components/servers/server-mark";
import { ChevronsUpDown, CircleAlert } from "@/components/ui/icons";
import { Kbd } from "@/components/ui/kbd";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { CatalogueEntry } from "@/lib/catalogue/servers";
import type { ServerName } from "@/lib/contracts/server-name";
import { SIGN_IN_WORDS } from "./sign-in-words";

// The list with its search is most of this page's script, and nobody needs it before reaching for it.
const serverList = lazyCode(() => import("./server-list").then((module) => module.ServerList));

type ServerPickerProps = {
  value: ServerName | null;
  onChange: (name: ServerName) => void;
  recent: readonly ServerName[];
  /** What there is to choose. */
  servers: readonly CatalogueEntry[];
  error: string | undefined;
  /** What has the focus once a server is chosen. */
  next: () => HTMLElement | null;
  disabled?: boolean;
  /** Receives what to focus where the choice is wrong. */
  ref: RefCallback<HTMLButtonElement>;
};

/**
 * The choice among the servers: a button that shows what is chosen and opens a searchable list. Typing on it searches
 * at once, and `/` reaches it from anywhere on the page.
 */
export function ServerPicker({
  value,
  onChange,
  recent,
  servers,
  error,
  next,
  disabled,
  ref,
}: ServerPickerProps) {
  const id = useId();
  const { trigger, overlay, anchor, open, show } = useOverlay(serverList);
  const [query, setQuery] = useState("");
  const entry = servers.find(({ name }) => name === value);

  const search = (typed = "") => {
    setQuery(typed);
    show(true);
  };

  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "/" || !isShortcut(event)) return;
      event.preventDefault();
      // What is typed before the list has come is the button's, which keeps it.
      anchor.current?.focus();
      setQuery("");
      show(true);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [anchor, show]);

  const onKeyDown = (event: KeyboardEvent) => {
    // A space opens the list, as it presses any button; while the list is on its way, it belongs to what is typed.
    const printable = event.key.length === 1 && event.key !== "/" && (open || event.key !== " ");
    if (event.key === "ArrowDown" || (printable && !event.ctrlKey && !event.metaKey && !event.altKey)) {
      event.preventDefault();
      // What is typed before the list has come is kept, and searched for when it has.
      search(printable ? (open ? query : "") + event.key : "");
    }
  };

  return (
    <div className="flex flex-col">
      <span id={`${id}-label`} className="mb-1.5 font-medium text-sm">
        Server
      </span>
      <div className="relative">
        <button
          {...trigger}
          ref={(element) => {
            anchor.current = element;
            ref(element);
          }}
          type="button"
          disabled={disabled}
          className="flex h-10 w-full items-center gap-2.5 rounded-md border border-border-strong bg-surface px-2.5 text-left text-sm shadow-low transition-colors duration-100 hover:border-muted disabled:opacity-60 data-invalid:border-negative pointer-coarse:h-11"
          aria-labelledby={`${id}-label ${id}-value ${id}-sign-in`}
          aria-describedby={`${id}-error`}
          data-invalid={error ? "" : undefined}
          onClick={() => search(open ? query : "")}
          onKeyDown={onKeyDown}
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
              Choose one of {servers.length} servers
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
            <span>{error}</span>
          </>
        )}
      </p>
      <LazyOverlay overlay={overlay}>
        {(ServerList, props) => (
          <ServerList
            {...props}
            query={query}
            onQueryChange={setQuery}
            value={value}
            onChange={onChange}
            recent={recent}
            servers={servers}
            next={next}
          />
        )}
      </LazyOverlay>
    </div>
  );
}
