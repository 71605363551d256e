import { SelectBox } from "@/components/instances/list/select-box";
import { CELL, ROW } from "@/components/instances/list/table-style";
import { cx } from "@/components/ui/class-names";
import { Ellipsis } from "@/components/ui/icons";
import { Menu } from "@/components/ui/menu";
import type { MenuItem } from "@/components/ui/menu-popup";
import { PageLink } from "@/components/ui/page-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserSummary } from "@/lib/contracts/user";
import { userPath } from "@/lib/paths";
import { countWords } from "@/lib/words/count";
import { showId } from "@/lib/words/unseen";
import { StatusCounts } from "./status-counts";

/** The columns of the table, with a box before them where rows can be chosen. */
export const USER_TRACKS = {
  chosen: "@3xl:grid-cols-[1rem_minmax(0,1fr)_minmax(0,1.6fr)_7rem_7rem_2rem]",
  plain: "@3xl:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)_7rem_7rem_2rem]",
} as const;

type UserRowProps = {
  user: UserSummary;
  chosen: boolean;
  /** Left out where nobody chooses. */
  onChoose: ((wanted: boolean) => void) | undefined;
  items: readonly MenuItem[];
};

/** One user of the list; the whole row leads to their page. */
export function UserRow({ user, chosen, onChoose, items }: UserRowProps) {
  const { userId, total, byStatus, lastChangeAt } = user;
  const shown = showId(userId);
  return (
    <tr
      {...ROW}
      className={cx(
        "relative flex flex-wrap items-center gap-x-4 gap-y-1.5 border-border border-b py-2.5 pr-12 text-sm last:border-b-0",
        "@3xl:grid @3xl:px-4 pointer-coarse:py-3.5",
        onChoose ? cx("pl-11", USER_TRACKS.chosen) : cx("pl-4", USER_TRACKS.plain),
        chosen ? "bg-accent-soft" : "hover:bg-hover has-focus-visible:bg-hover",
      )}
    >
      {onChoose && (
        <td {...CELL} className="absolute top-3.5 left-4 z-10 @3xl:static">
          <SelectBox label={`Select ${shown}`} checked={chosen} onChange={onChoose} />
        </td>
      )}
      <td {...CELL} className="flex min-w-0 basis-full">
        <PageLink
          href={userPath(userId)}
          title={shown}
          className="min-w-0 truncate font-medium after:absolute after:inset-0"
        >
          {shown}
        </PageLink>
      </td>
      <td {...CELL} className="min-w-0 basis-full">
        <StatusCounts byStatus={byStatus} />
      </td>
      <td {...CELL} className="min-w-0 truncate text-muted text-xs">
        {countWords(total, "instance")}
      </td>
      <td {...CELL} className="min-w-0 truncate text-muted text-xs">
        <RelativeTime dateTime={lastChangeAt} />
      </td>
      <td {...CELL} className="absolute top-1.5 right-2 z-10 @3xl:static @3xl:justify-self-end">
        <Menu label={`Actions for ${shown}`} size="icon-small" items={items}>
          <Ellipsis aria-hidden />
        </Menu>
      </td>
    </tr>
  );
}
