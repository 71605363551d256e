"use client";

import type { ReactNode } from "react";
import { ServerMark } from "@/components/servers/server-mark";
import { Card, CardBody } from "@/components/ui/card";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Overview } from "@/lib/contracts/overview";
import { standingFilter } from "@/lib/contracts/terms/status";
import { instancesPath } from "@/lib/paths";
import { numberWords, shareWords } from "@/lib/words/count";
import { spanWords } from "@/lib/words/span";
import { dayWords } from "@/lib/words/time";
import { Bars } from "./bars";
import { Columns } from "./columns";
import { UpstreamFigures } from "./upstream-figures";
import { UsageFigures } from "./usage-figures";

type FiguresProps = {
  overview: Overview;
  /** When the figures were read, in milliseconds. */
  asOf: number;
};

/** The counts and charts, each of which leads to the list of what it counts. */
export function Figures({ overview, asOf }: FiguresProps) {
  const { total, more, byStatus, byServer, createdPerDay } = overview;
  const of = more ? `Of the latest ${numberWords(total)}` : undefined;
  const top = byServer.length === 10 ? "Top 10" : undefined;
  const note = [top, of].filter(Boolean).join(". ");
  const created = createdPerDay.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-labelledby="figures" className="space-y-4">
      <h2 id="figures" className="sr-only">
        Figures
      </h2>
      <Tiles overview={overview} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="space-y-4">
          <Bars
            title="By state"
            heading="State"
            {...(of && { note: of })}
            bars={byStatus.map(({ status, count }) => ({
              key: status,
              label: <StatusBadge status={status} />,
              href: instancesPath(standingFilter(status)),
              count,
            }))}
          />
          <Card>
            <CardBody>
              <Columns
                title="Created per day"
                summary={`${numberWords(created)} in the last 30 days, of ${numberWords(total)}${more ? "+" : ""}`}
                format={numberWords}
                headings={["Day (UTC)", "Created"]}
                columns={createdPerDay.map(({ day, count }) => ({
                  label: dayWords(day),
                  value: count,
                  words: `${numberWords(count)} created`,
                  cells: [numberWords(count)],
                }))}
              />
            </CardBody>
          </Card>
        </div>
        <Bars
          title="By server"
          heading="Server"
          {...(note && { note })}
          bars={byServer.map(({ serverName, count }) => ({
            key: serverName,
            label: (
              <>
                <ServerMark name={serverName} size="small" />
                <span className="truncate">{serverName}</span>
              </>
            ),
            href: instancesPath({ server: [serverName] }),
            count,
          }))}
        />
      </div>
      {overview.usage && <UsageFigures usage={overview.usage} />}
      <UpstreamFigures upstreams={overview.upstreams} asOf={asOf} />
    </section>
  );
}

function Tiles({
  overview: { total, more, byStatus, timeToConnect, upstreams },
}: Pick<FiguresProps, "overview">) {
  const count = (wanted: string) => byStatus.find(({ status }) => status === wanted)?.count ?? 0;
  const needing = total - count("no-sign-in-needed");
  const calls = upstreams.reduce((sum, hour) => sum + hour.calls, 0);
  const failures = upstreams.reduce((sum, hour) => sum + hour.failures, 0);
  const { median, p90 } = timeToConnect;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-clip rounded-lg border border-border bg-border shadow-low lg:grid-cols-4">
      <Tile name="Instances" value={`${numberWords(total)}${more ? "+" : ""}`} />
      <Tile
        name="Connected"
        value={numberWords(count("connected"))}
        words={
          needing > 0 ? `${shareWords(count("connected"), needing)} of those that need sign-in` : undefined
        }
      />
      <Tile
        name="Time to connect"
        value={median === null ? "No data yet" : spanWords(median * 1000)}
        words={
          p90 === null
            ? "From create to connected, last 30 days"
            : `Median; p90 ${spanWords(p90 * 1000)}, ${numberWords(timeToConnect.count)} in 30 days`
        }
      />
      <Tile
        name="Upstream failures"
        value={calls === 0 ? "No calls" : shareWords(failures, calls)}
        words={`${numberWords(failures)} of ${numberWords(calls)} calls in the last 24 hours`}
      />
    </dl>
  );
}

type TileProps = { name: string; value: ReactNode; words?: string | undefined };

function Tile({ name, value, words }: TileProps) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="mt-0.5">
        <span className="block font-semibold text-xl tracking-tight">{value}</span>
        {words && <span className="block text-muted text-xs">{words}</span>}
      </dd>
    </div>
  );
}
