"use client";

import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { changeView } from "./use-view";

/** In milliseconds: a pause in typing. */
const PAUSE = 250;

/** Searches as somebody types. `q` is what the address says. */
export function SearchField({ q }: { q: string }) {
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(q);

  // The address changes by other hands too, as by Clear all or Back. What it repeats of this field is old news.
  useEffect(() => {
    if (q === sent.current) return;
    clearTimeout(timer.current);
    sent.current = q;
    setText(q);
  }, [q]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (next: string) => {
    sent.current = next.trim();
    changeView({ q: sent.current }, "replace");
  };
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next), PAUSE);
  };
  const clear = () => {
    clearTimeout(timer.current);
    setText("");
    send("");
    input.current?.focus();
  };

  return (
    <search className="relative min-w-0 basis-full sm:max-w-md sm:flex-1 sm:basis-auto">
      <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
      <Input
        ref={input}
        type="search"
        enterKeyHint="search"
        aria-label="Search instances"
        placeholder="Server, user, platform or id"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && text !== "" && clear()}
        className="pr-9 pl-8.5 pointer-fine:h-8 [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="absolute inset-y-0 right-1 flex items-center">
        {text === "" ? (
          <Kbd className="mr-1 pointer-coarse:hidden">/</Kbd>
        ) : (
          <Button
            variant="ghost"
            size="icon-small"
            aria-label="Clear the search"
            className="h-6 w-6"
            onClick={clear}
          >
            <X aria-hidden />
          </Button>
        )}
      </span>
    </search>
  );
}
