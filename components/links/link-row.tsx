import { useMember } from "@/components/layout/member";
import { ServerMark } from "@/components/servers/server-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusBadge } from "@/components/ui/status-badge";
import { isRevocable, type Link } from "@/lib/contracts/link";
import { numberWords, plural } from "@/lib/words/count";
import { LinkStateBadge } from "./link-state-badge";
import { RevokeLink } from "./revoke-link";

/** One link: whom it is for, how each of its servers stands, and what became of it. */
export function LinkRow({ link }: { link: Link }) {
  const { can } = useMember();
  const { person, userId, state, openings, items, createdBy, createdAt, expiresAt } = link;
  const live = isRevocable(link) && new Date(expiresAt) > new Date();
  return (
    <li className="grid items-start gap-x-6 gap-y-3 px-4 py-3.5 text-sm md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_minmax(0,1fr)_5.5rem]">
      <div className="min-w-0">
        <p className="break-words font-medium">{person}</p>
        {person !== userId && <p className="break-words text-muted text-xs">{userId}</p>}
      </div>
      <ul aria-label={`Servers for ${person}`} className="flex min-w-0 flex-col gap-1.5">
        {items.length === 0 && <li className="text-muted">The instances were deleted.</li>}
        {items.map(({ instanceId, serverName, status }) => (
          <li key={instanceId} className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <ServerMark name={serverName} size="small" />
            <span className="min-w-0 truncate">{serverName}</span>
            <StatusBadge status={status} />
          </li>
        ))}
      </ul>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <LinkStateBadge state={state} />
          {openings > 0 && <span className="text-muted text-xs">{openingWords(openings)}</span>}
        </p>
        {(live || state === "expired") && (
          <p className="mt-1 text-muted text-xs">
            <span>{live ? "Expires" : "Expired"}</span> <RelativeTime dateTime={expiresAt} />
          </p>
        )}
        <p className="text-muted text-xs">
          Made <RelativeTime dateTime={createdAt} /> by {createdBy}
        </p>
      </div>
      <div className="md:text-right">{can("link.revoke") && live && <RevokeLink link={link} />}</div>
    </li>
  );
}

function openingWords(openings: number): string {
  return `Opened ${plural(openings, "once", `${numberWords(openings)} times`)}`;
}
