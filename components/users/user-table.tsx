import { useState } from "react";
import { SelectBox } from "@/components/instances/list/select-box";
import { COLUMN_HEADER, ROW, ROW_GROUP, TABLE } from "@/components/instances/list/table-style";
import { useMember } from "@/components/layout/member";
import { cx } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/clipboard";
import { Activity, Copy, PanelRightOpen, Plus, Send, UserMinus } from "@/components/ui/icons";
import type { MenuItem } from "@/components/ui/menu-popup";
import { SortButton } from "@/components/ui/sort-button";
import { toast } from "@/components/ui/toast";
import type { UserSort, UserSummary } from "@/lib/contracts/user";
import { activityPath, createPath, userPath } from "@/lib/paths";
import { UserBulk, type UserDeed } from "./user-bulk";
import { USER_TRACKS, UserRow } from "./user-row";

function copyId(userId: string): void {
  copyText(userId).then(
    () => toast({ kind: "positive", title: "User id copied" }),
    ({ message }: Error) => toast({ kind: "negative", title: "The id was not copied", description: message }),
  );
}

export type UserOrder = { sort: UserSort; direction: "ascending" | "descending" };

type UserTableProps = {
  users: readonly UserSummary[];
  order: UserOrder;
  onSort: (sort: UserSort) => void;
  outdated: boolean;
};

const COLUMNS: readonly { label: string; sort?: UserSort }[] = [
  { label: "User", sort: "user" },
  { label: "States" },
  { label: "Instances", sort: "instances" },
  { label: "Last change", sort: "changed" },
];

/** The users as a table, and as cards where there is no room for one; what is chosen is acted on in the bar below. */
export function UserTable({ users, order, onSort, outdated }: UserTableProps) {
  const { can } = useMember();
  const selectable = can("user.offboard");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deed, setDeed] = useState<{ does: UserDeed; users: readonly UserSummary[] }>();
  const selected = users.filter(({ userId }) => chosen.has(userId));
  const choose = (ids: readonly string[], wanted: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const id of ids) wanted ? after.add(id) : after.delete(id);
      return after;
    });

  const itemsOf = (user: UserSummary): MenuItem[] => {
    const { userId } = user;
    const items: MenuItem[] = [
      { label: "Open", icon: PanelRightOpen, href: userPath(userId) },
      { label: "Copy user id", icon: Copy, onSelect: () => copyId(userId) },
      { label: "Show activity", icon: Activity, href: activityPath({ userId }) },
    ];
    if (can("instance.create"))
      items.push({ label: "Create for them", icon: Plus, href: createPath({ user: userId }) });
    if (can("link.create"))
      items.push({
        label: "Create connect link",
        icon: Send,
        onSelect: () => setDeed({ does: "links", users: [user] }),
      });
    if (selectable)
      items.push("separator", {
        label: "Offboard",
        icon: UserMinus,
        kind: "danger",
        onSelect: () => setDeed({ does: "offboard", users: [user] }),
      });
    return items;
  };

  return (
    <>
      <table
        {...TABLE}
        aria-label="Users"
        aria-busy={outdated}
        className={cx("block", outdated && "opacity-60")}
      >
        <thead {...ROW_GROUP} className="block">
          <tr
            {...ROW}
            className={cx(
              "h-9 items-center gap-x-4 border-border border-b bg-inset px-4 text-muted text-xs @3xl:grid",
              selectable ? cx("flex", USER_TRACKS.chosen) : cx("hidden", USER_TRACKS.plain),
            )}
          >
            {selectable && (
              <th {...COLUMN_HEADER} className="text-left">
                <SelectBox
                  label="Select all that are listed"
                  checked={selected.length === users.length}
                  mixed={selected.length > 0 && selected.length < users.length}
                  onChange={(wanted) =>
                    choose(
                      users.map(({ userId }) => userId),
                      wanted,
                    )
                  }
                />
              </th>
            )}
            {COLUMNS.map(({ label, sort }) => (
              <th
                key={label}
                {...COLUMN_HEADER}
                aria-sort={sort && (order.sort === sort ? order.direction : "none")}
                className="hidden min-w-0 text-left font-medium @3xl:block"
              >
                {sort ? (
                  <SortButton
                    direction={order.sort === sort ? order.direction : null}
                    onClick={() => onSort(sort)}
                  >
                    {label}
                  </SortButton>
                ) : (
                  label
                )}
              </th>
            ))}
            <th {...COLUMN_HEADER} className="hidden @3xl:block">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody {...ROW_GROUP} className="block">
          {users.map((user) => (
            <UserRow
              key={user.userId}
              user={user}
              chosen={chosen.has(user.userId)}
              onChoose={selectable ? (wanted) => choose([user.userId], wanted) : undefined}
              items={itemsOf(user)}
            />
          ))}
        </tbody>
      </table>
      <UserBulk users={selected} deed={deed} onDeed={setDeed} onDone={() => setChosen(new Set())} />
    </>
  );
}
