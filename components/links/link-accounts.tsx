import { useEffect, useRef, useState } from "react";
import { useVisitorWords } from "@/components/connect/visitor-words";
import { Card } from "@/components/ui/card";
import { cx } from "@/components/ui/class-names";
import { CircleCheck } from "@/components/ui/icons";
import { LocalTime } from "@/components/ui/local-time";
import type { OpenedLink } from "@/lib/contracts/link";
import { isDone } from "@/lib/contracts/terms/status";
import { fill } from "@/lib/words/visitor/fill";
import { localeOf } from "@/lib/words/visitor/languages";
import { LinkAccount, type PlacedItem } from "./link-account";

type LinkAccountsProps = {
  token: string;
  link: OpenedLink;
  items: PlacedItem[];
  /** The question was answered on this page, by a button that is gone now. */
  justConfirmed: boolean;
};

/** The accounts of a link, how many are connected, and the end when all are. */
export function LinkAccounts({ token, link, items, justConfirmed }: LinkAccountsProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { person, expiresAt } = link;
  const { language, words } = useVisitorWords();
  const [before, after] = words.worksUntil.split("{time}");
  const done = items.filter(isDone).length;
  const finished = done === items.length;
  const end = useRef<HTMLParagraphElement>(null);
  const [finishedBefore] = useState(finished);

  useEffect(() => {
    if (justConfirmed) heading.current?.focus();
  }, [justConfirmed]);

  // The button that had the focus is gone: a finished link connects nothing any more.
  useEffect(() => {
    if (finished && !finishedBefore && document.activeElement === document.body) end.current?.focus();
  }, [finished, finishedBefore]);

  return (
    <section aria-labelledby="accounts" className="mt-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 ref={heading} id="accounts" tabIndex={-1} className="min-w-0 break-words font-semibold text-lg">
          {fill(words.accountsOf, { person })}
        </h2>
        <p role="status" className="text-muted">
          {fill(words.progress, { done, all: items.length })}
        </p>
      </div>
      <div aria-hidden className="mt-2 flex gap-1">
        {items.map(({ place }) => (
          <span
            key={place}
            className={cx(
              "h-1.5 flex-1 rounded-full transition-colors duration-300",
              place < done ? "bg-positive" : "bg-hover",
            )}
          />
        ))}
      </div>
      <Card className="mt-4">
        <ul className="divide-y divide-border">
          {items.map((item) => (
            <LinkAccount key={item.place} token={token} item={item} finished={finished} />
          ))}
        </ul>
      </Card>
      <div role="status" className="mt-4 min-h-12">
        {finished && (
          <p
            ref={end}
            tabIndex={-1}
            className="flex items-center gap-2.5 rounded-lg border border-positive/30 bg-positive-soft px-4 py-3 font-medium text-base text-positive"
          >
            <CircleCheck aria-hidden className="size-5 shrink-0" />
            {words.allDone}
          </p>
        )}
      </div>
      {!finished && (
        <p className="mt-4 text-muted text-xs">
          {before}
          <LocalTime dateTime={expiresAt} locale={localeOf(language)} />
          {after}
        </p>
      )}
    </section>
  );
}
