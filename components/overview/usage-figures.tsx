import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { Overview } from "@/lib/contracts/overview";
import { countWords, numberWords, shareWords } from "@/lib/words/count";
import { dayWords } from "@/lib/words/time";
import { Busiest } from "./busiest";
import { Columns } from "./columns";

type UsageFiguresProps = { usage: NonNullable<Overview["usage"]> };

/** What agents called in the last 30 days, and of which instances the most. */
export function UsageFigures({ usage: { days, more, busiest } }: UsageFiguresProps) {
  const month = sumOf(days);
  return (
    <Card aria-label="Calls by agents">
      <CardHeader>
        <CardTitle>Calls by agents</CardTitle>
        <p className="text-muted text-xs">
          {countWords(sumOf(days.slice(-7)).calls, "call")} in the last 7 days{more && ", at the least"}
        </p>
      </CardHeader>
      <div className="grid items-start lg:grid-cols-2">
        <CardBody>
          <Columns
            title="Calls per day"
            summary={`${numberWords(month.calls)} in 30 days, ${shareWords(month.errors, month.calls)} with an error (hatched)`}
            format={numberWords}
            headings={["Day (UTC)", "Calls", "Errors"]}
            columns={days.map(({ day, calls, errors }) => ({
              label: dayWords(day),
              value: calls,
              failed: errors,
              words: `${countWords(calls, "call")}, ${countWords(errors, "error")}`,
              cells: [numberWords(calls), numberWords(errors)],
            }))}
          />
        </CardBody>
        <Busiest busiest={busiest} />
      </div>
    </Card>
  );
}

function sumOf(days: UsageFiguresProps["usage"]["days"]) {
  return days.reduce(
    (sum, { calls, errors }) => ({ calls: sum.calls + calls, errors: sum.errors + errors }),
    { calls: 0, errors: 0 },
  );
}
