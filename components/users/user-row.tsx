import { ChevronRight } from "@/components/ui/icons";
import { PageLink } from "@/components/ui/page-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserSummary } from "@/lib/contracts/user";
import { userPath } from "@/lib/paths";
import { countWords } from "@/lib/words/count";
import { StatusCounts } from "./status-counts";

/** One user of the list; the whole row leads to their page. */
export function UserRow({ user }: { user: UserSummary }) {
  const { userId, total, byStatus, lastChangeAt } = user;
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 px-4 py-2.5 text-sm transition-colors duration-100 hover:bg-hover has-focus-visible:bg-hover md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_8rem_auto] pointer-coarse:py-3.5">
      <PageLink href={userPath(userId)} className="min-w-0 truncate font-medium after:absolute after:inset-0">
        {userId}
      </PageLink>
      <span className="order-3 col-span-2 md:order-none md:col-span-1">
        <StatusCounts byStatus={byStatus} />
      </span>
      <span className="order-4 col-span-2 flex justify-between gap-x-4 text-muted text-xs md:order-none md:col-span-1 md:block md:text-right">
        <span className="md:block md:text-foreground md:text-sm">{countWords(total, "instance")}</span>
        <RelativeTime dateTime={lastChangeAt} />
      </span>
      <ChevronRight aria-hidden className="size-4 justify-self-end text-muted" />
    </li>
  );
}
