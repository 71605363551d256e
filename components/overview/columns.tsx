"use client";

import { useState } from "react";
import { cx } from "@/components/ui/class-names";
import { Disclosure } from "@/components/ui/disclosure";
import { axisEnd } from "./scale";

export type Column = {
  /** Where it stands on the time axis: "12 Mar". */
  label: string;
  value: number;
  /** The part of `value` that went wrong. */
  failed?: number;
  /** What is said of it under the pointer. */
  words: string;
  /** The cells of its row in the table, without the label. */
  cells: readonly string[];
};

type ColumnsProps = {
  title: string;
  /** What all columns say together. */
  summary: string;
  columns: readonly Column[];
  /** How a value of the axis is written. */
  format: (value: number) => string;
  /** The table's headings: that of the label, then those of the cells. */
  headings: readonly string[];
};

/**
 * Columns over time, and behind a line the same as a table, which is what a screen reader gets. What failed is hatched
 * as well as coloured.
 */
export function Columns({ title, summary, columns, format, headings }: ColumnsProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const end = axisEnd(Math.max(...columns.map(({ value }) => value)));
  const said = pointed === null ? undefined : columns[pointed];
  const height = (value: number) => `${(value / end) * 100}%`;

  return (
    <figure className="min-w-0">
      <figcaption className="mb-3 flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium text-sm">{title}</span>
        <span className="text-muted text-xs">{said ? `${said.label}: ${said.words}` : summary}</span>
      </figcaption>
      <div aria-hidden className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-muted text-xs">
        <div className="flex h-28 flex-col justify-between text-right leading-none">
          <span className="-translate-y-1/2">{format(end)}</span>
          <span>{format(end / 2)}</span>
          <span className="translate-y-1/2">0</span>
        </div>
        <div className="relative h-28 border-border border-b">
          <div className="absolute inset-x-0 top-0 border-border border-t border-dashed" />
          <div className="absolute inset-x-0 top-1/2 border-border border-t border-dashed" />
          <div className="relative flex h-full" onPointerLeave={() => setPointed(null)}>
            {columns.map(({ label, value, failed = 0 }, index) => (
              <div
                key={label}
                onPointerEnter={() => setPointed(index)}
                className={cx(
                  "flex h-full min-w-0 flex-1 flex-col justify-end px-px",
                  pointed === index && "bg-hover",
                )}
              >
                <div
                  style={{ height: height(failed) }}
                  className="min-h-0 bg-[repeating-linear-gradient(135deg,var(--negative)_0_2px,var(--negative-soft)_2px_4px)] forced-color-adjust-none"
                />
                <div
                  style={{ height: height(value - failed) }}
                  className={cx(
                    "bg-accent forced-color-adjust-none",
                    failed === 0 && "rounded-t-[2px]",
                    value > failed && "min-h-px",
                  )}
                />
              </div>
            ))}
          </div>
        </div>
        <div className="col-start-2 flex justify-between pt-1.5">
          {[0, Math.floor((columns.length - 1) / 2), columns.length - 1].map((index) => (
            <span key={index}>{columns[index]?.label}</span>
          ))}
        </div>
      </div>
      <AsTable title={title} columns={columns} headings={headings} />
    </figure>
  );
}

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };

function AsTable({ title, columns, headings }: Pick<ColumnsProps, "title" | "columns" | "headings">) {
  return (
    <Disclosure summary={<span className="text-xs">Show as table</span>} className="mt-1">
      <section
        aria-label={`${title}, as a table`}
        {...KEYBOARD_SCROLLS}
        className="relative max-h-56 overflow-auto rounded-md border border-border"
      >
        <table className="w-full text-xs">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              {headings.map((heading, index) => (
                <th
                  key={heading}
                  scope="col"
                  className={cx(
                    "sticky top-0 bg-inset px-2.5 py-1.5 font-medium text-muted",
                    index === 0 ? "text-left" : "text-right",
                  )}
                >
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map(({ label, cells }) => (
              <tr key={label} className="border-border border-t">
                <th scope="row" className="px-2.5 py-1 text-left font-normal">
                  {label}
                </th>
                {cells.map((cell, index) => (
                  <td key={headings[index + 1]} className="px-2.5 py-1 text-right">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Disclosure>
  );
}
