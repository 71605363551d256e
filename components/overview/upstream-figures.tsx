import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { useTimeZone } from "@/components/ui/use-time-zone";
import type { Overview } from "@/lib/contracts/overview";
import { countWords, numberWords } from "@/lib/words/count";
import { UPSTREAM_LABELS } from "@/lib/words/labels";
import { spanWords } from "@/lib/words/span";
import { hourWords, zoneWords } from "@/lib/words/time";
import { Columns } from "./columns";
import { hoursByUpstream } from "./hours";

type UpstreamFiguresProps = Pick<Overview, "upstreams"> & { asOf: number };

/** How each upstream answered in the last 24 hours. */
export function UpstreamFigures({ upstreams, asOf }: UpstreamFiguresProps) {
  const timeZone = useTimeZone();
  return hoursByUpstream(upstreams, asOf).map(({ upstream, hours }) => {
    const calls = hours.reduce((sum, hour) => sum + hour.calls, 0);
    const failures = hours.reduce((sum, hour) => sum + hour.failures, 0);
    const slowest = Math.max(...hours.map((hour) => hour.slowest));
    return (
      <Card key={upstream} aria-label={UPSTREAM_LABELS[upstream]}>
        <CardHeader>
          <CardTitle>{UPSTREAM_LABELS[upstream]}</CardTitle>
          <p className="text-muted text-xs">Last 24 hours, in {zoneWords(timeZone, asOf)}</p>
        </CardHeader>
        <CardBody className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
          <Columns
            title="Calls"
            summary={`${countWords(calls, "call")}, ${numberWords(failures)} failed (hatched)`}
            format={numberWords}
            headings={["Hour", "Calls", "Failed"]}
            columns={hours.map(({ hour, ...counted }) => ({
              label: hourWords(hour, timeZone),
              value: counted.calls,
              failed: counted.failures,
              words: `${countWords(counted.calls, "call")}, ${numberWords(counted.failures)} failed`,
              cells: [numberWords(counted.calls), numberWords(counted.failures)],
            }))}
          />
          <Columns
            title="Average time to answer"
            summary={`The slowest took ${spanWords(slowest)}`}
            format={spanWords}
            headings={["Hour", "Average", "Slowest"]}
            columns={hours.map(({ hour, ...timed }) => ({
              label: hourWords(hour, timeZone),
              value: timed.average,
              words: `${spanWords(timed.average)}, the slowest ${spanWords(timed.slowest)}`,
              cells: [spanWords(timed.average), spanWords(timed.slowest)],
            }))}
          />
        </CardBody>
      </Card>
    );
  });
}
