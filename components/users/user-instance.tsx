import { ServerMark } from "@/components/servers/server-mark";
import { ChevronRight } from "@/components/ui/icons";
import { PageLink } from "@/components/ui/page-link";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Instance } from "@/lib/contracts/instance";
import { standingOf } from "@/lib/contracts/terms/status";
import type { UsageTotal } from "@/lib/contracts/usage";
import { instancePath } from "@/lib/paths";
import { countWords } from "@/lib/words/count";
import { TRANSPORT_LABELS, UPSTREAM_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";

type UserInstanceProps = {
  instance: Instance;
  /** What agents called of it in thirty days; undefined where nobody did, or nobody here knows. */
  usage: UsageTotal | undefined;
};

/** One instance of a user; the whole row leads to its page. */
export function UserInstance({ instance, usage }: UserInstanceProps) {
  const { serverName, platformName, connectionType, isReadOnly, createdAt, createdBy } = instance;
  const { statusCheckedAt } = instance;
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-2.5 text-sm transition-colors duration-100 hover:bg-hover has-focus-visible:bg-hover md:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_auto] pointer-coarse:py-3.5">
      <span className="flex min-w-0 items-center gap-2.5">
        <ServerMark name={serverName} />
        <span className="min-w-0">
          <PageLink
            href={instancePath(instance.id)}
            className="block truncate font-medium after:absolute after:inset-0"
          >
            {serverName}
          </PageLink>
          <span className="block truncate text-muted text-xs">
            {UPSTREAM_LABELS[instance.upstream]}
            {platformName && `, on ${showId(platformName)}`}
          </span>
        </span>
      </span>
      <span className="order-3 col-span-2 flex flex-wrap items-center gap-x-2 gap-y-1 md:order-none md:col-span-1">
        <StatusBadge status={standingOf(instance)} />
        <span className="text-muted text-xs">
          {statusCheckedAt ? (
            <span>
              checked <RelativeTime dateTime={statusCheckedAt} />
            </span>
          ) : (
            <span>not checked yet</span>
          )}
        </span>
      </span>
      <span className="order-4 col-span-2 text-muted text-xs md:order-none md:col-span-1">
        <span>{`${TRANSPORT_LABELS[connectionType]}${isReadOnly ? ", read-only" : ""}`}</span>
        <span className="md:block">
          <span className="md:hidden"> · </span>
          created <RelativeTime dateTime={createdAt} /> by {createdBy}
        </span>
        <span className="md:block">
          {usage?.lastUsedAt && (
            <>
              <span className="md:hidden"> · </span>
              {countWords(usage.calls, "call")} in 30 days, last <RelativeTime dateTime={usage.lastUsedAt} />
            </>
          )}
        </span>
      </span>
      <ChevronRight aria-hidden className="size-4 justify-self-end text-muted" />
    </li>
  );
}
