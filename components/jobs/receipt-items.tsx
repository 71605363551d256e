import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/class-names";
import { LocalTime } from "@/components/ui/local-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { JobItem, Receipt } from "@/lib/contracts/job";
import { credentialWords } from "@/lib/words/credential-fate";
import { showId } from "@/lib/words/unseen";
import { InstanceLink } from "./instance-link";
import { outcomeWords } from "./receipt-file";

/** What scrolls takes the focus, or the keyboard could not scroll it in every browser. */
const KEYBOARD_SCROLLS = { tabIndex: 0 };
/** Each with its share of the width: what a name holds must not push the outcome off the screen. */
const COLUMNS = [
  { heading: "Server", width: "w-[18%]" },
  { heading: "User", width: "w-[24%]" },
  { heading: "Platform", width: "w-[18%]" },
  { heading: "Outcome", width: "w-[24%]" },
  { heading: "When", width: "w-[16%]" },
];

/** Every item of a job with its outcome. */
export function ReceiptItems({ receipt: { job, items } }: { receipt: Receipt }) {
  const removes = job.action === "delete" || job.action === "offboard";
  return (
    <section
      aria-label="Items of the receipt"
      {...KEYBOARD_SCROLLS}
      className="relative max-h-120 overflow-auto focus-visible:-outline-offset-2"
    >
      <table className="w-full min-w-2xl table-fixed text-sm">
        <caption className="sr-only">Each item with its outcome</caption>
        <thead>
          <tr>
            {COLUMNS.map(({ heading, width }) => (
              <th
                key={heading}
                scope="col"
                className={cx(
                  "sticky top-0 bg-inset px-4 py-1.5 text-left font-medium text-muted text-xs",
                  width,
                )}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.position} className="border-border border-t align-top">
              <th scope="row" className="wrap-anywhere px-4 py-2 text-left font-medium">
                <InstanceLink id={removes && item.state === "done" ? null : item.instanceId}>
                  {item.serverName}
                </InstanceLink>
              </th>
              <td className="wrap-anywhere px-4 py-2">{showId(item.userId)}</td>
              <td className="wrap-anywhere px-4 py-2 text-muted">
                <LongName>{item.platformName === null ? "None" : showId(item.platformName)}</LongName>
              </td>
              <td className="px-4 py-2">
                <Outcome item={item} />
                {item.reason && (
                  <span className="wrap-anywhere mt-0.5 block text-muted text-xs">{item.reason}</span>
                )}
                {item.credential && (
                  <span className="mt-0.5 block text-muted text-xs">{credentialWords(item.credential)}</span>
                )}
              </td>
              <td className="px-4 py-2 text-muted text-xs leading-5">
                {item.doneAt ? <LocalTime dateTime={item.doneAt} /> : "Never"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Two lines of it; the files have the whole. */
function LongName({ children }: { children: string }) {
  return (
    <span title={children} className="line-clamp-2">
      {children}
    </span>
  );
}

function Outcome({ item }: { item: JobItem }) {
  if (item.state === "done" && item.outcome) return <StatusBadge status={item.outcome} />;
  const tone = item.state === "done" ? "positive" : item.state === "failed" ? "negative" : "neutral";
  return <Badge tone={tone}>{outcomeWords(item)}</Badge>;
}
