import { ServerMark } from "@/components/servers/server-mark";
import { PageLink } from "@/components/ui/page-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Overview } from "@/lib/contracts/overview";
import { instancePath } from "@/lib/paths";
import { countWords } from "@/lib/words/count";
import { spanWords } from "@/lib/words/span";
import { showId } from "@/lib/words/unseen";

/** The instances that agents called the most in 30 days; each row leads to its page. */
export function Busiest({ busiest }: Pick<NonNullable<Overview["usage"]>, "busiest">) {
  if (busiest.length === 0) {
    return <p className="px-4 py-3 text-muted text-sm">No agent has called a tool in the last 30 days.</p>;
  }
  return (
    <section aria-labelledby="busiest" className="min-w-0 py-2">
      <h3 id="busiest" className="px-4 py-1.5 font-medium text-sm">
        Busiest instances
      </h3>
      <ol>
        {busiest.map(({ id, serverName, userId, calls, errors, p95, lastUsedAt }) => (
          <li
            key={id}
            className="relative flex items-center gap-2.5 px-4 py-2 text-sm transition-colors duration-100 hover:bg-hover has-focus-visible:bg-hover pointer-coarse:py-3"
          >
            <ServerMark name={serverName} size="small" />
            <span className="min-w-0 flex-1">
              <PageLink href={instancePath(id)} className="flex gap-1.5 after:absolute after:inset-0">
                <span className="shrink-0 font-medium">{serverName}</span>
                <span className="truncate text-muted">{showId(userId)}</span>
              </PageLink>
              <span className="block text-muted text-xs">
                {countWords(calls, "call")}, {countWords(errors, "error")}
                {p95 !== null && `, 95% within ${spanWords(p95)}`}
              </span>
            </span>
            {lastUsedAt && <RelativeTime dateTime={lastUsedAt} className="shrink-0 text-muted text-xs" />}
          </li>
        ))}
      </ol>
    </section>
  );
}
