import type { Route } from "next";
import type { ReactNode } from "react";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { PageLink } from "@/components/ui/page-link";
import { numberWords } from "@/lib/words/count";

export type Bar = {
  key: string;
  label: ReactNode;
  /** The list of what the bar counts. */
  href: Route;
  count: number;
};

type BarsProps = {
  title: string;
  /** What the bars are of: "State". */
  heading: string;
  bars: readonly Bar[];
  /** What is to be known about what is not here. */
  note?: string;
};

/** Counts beside bars as long as they are large. It is a table as it stands, so it needs none behind it. */
export function Bars({ title, heading, bars, note }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {note && <p className="text-muted text-xs">{note}</p>}
      </CardHeader>
      <table className="my-1.5 w-full text-sm">
        <caption className="sr-only">{title}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">Instances</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ key, label, href, count }) => (
            <tr key={key} className="relative transition-colors duration-100 hover:bg-hover">
              <th scope="row" className="w-0 py-1.5 pr-3 pl-4 text-left font-normal">
                <PageLink
                  href={href}
                  className="flex max-w-48 items-center gap-2 whitespace-nowrap after:absolute after:inset-0"
                >
                  {label}
                </PageLink>
              </th>
              <td className="py-1.5 pr-4">
                <span className="flex items-center gap-3">
                  <span className="h-2 min-w-0 flex-1">
                    <span
                      aria-hidden
                      style={{ width: `${(count / most) * 100}%` }}
                      className="block h-full min-w-0.5 rounded-full bg-accent forced-color-adjust-none"
                    />
                  </span>
                  <span className="w-12 text-right">{numberWords(count)}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
