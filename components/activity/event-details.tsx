import { Disclosure } from "@/components/ui/disclosure";
import { detailLines } from "./detail-lines";

/** What an event says beside who, what and when. */
export function EventDetails({
  details,
  className,
}: {
  details: Record<string, unknown>;
  className?: string;
}) {
  const lines = detailLines(details);
  if (lines.length === 0) return null;
  return (
    <Disclosure summary="Details" className={className}>
      <dl className="ml-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pb-1 text-xs">
        {lines.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="font-mono [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  );
}
