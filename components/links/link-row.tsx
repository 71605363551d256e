import NextLink from "next/link";
import { SelectBox } from "@/components/instances/list/select-box";
import { useMember } from "@/components/layout/member";
import { Activity, Ban, BellRing, Ellipsis, Send, UserRound } from "@/components/ui/icons";
import { Menu } from "@/components/ui/menu";
import type { MenuItem } from "@/components/ui/menu-popup";
import { RelativeTime } from "@/components/ui/relative-time";
import { serverNow } from "@/lib/clock";
import { isLinkOpen, isRevocable, type Link } from "@/lib/contracts/link";
import { isDone } from "@/lib/contracts/terms/status";
import { activityPath, userPath } from "@/lib/paths";
import { numberWords, plural } from "@/lib/words/count";
import { listWords } from "@/lib/words/list";
import { showId } from "@/lib/words/unseen";
import { LinkStateBadge } from "./link-state-badge";

/** What is done about a link from its row. */
export type LinkAction = "remind" | "new-link" | "revoke";

type LinkRowProps = {
  link: Link;
  onAct: (action: LinkAction, link: Link) => void;
  chosen?: boolean;
  onChoose?: (wanted: boolean) => void;
};

/** One link: whom it is for, how many of their accounts are connected, and what became of it. */
export function LinkRow({ link, onAct, chosen = false, onChoose }: LinkRowProps) {
  const { person, userId, state, openings, createdBy, createdAt, expiresAt } = link;
  const shown = showId(person);
  const live = isRevocable(link) && Date.parse(expiresAt) > serverNow();
  return (
    <tr className="align-top hover:bg-hover">
      {onChoose && (
        <td className="w-10 py-3 pl-4">
          <SelectBox label={`The link for ${shown}`} checked={chosen} onChange={onChoose} />
        </td>
      )}
      <th scope="row" className="wrap-anywhere px-3 py-2.5 text-left font-normal">
        <NextLink
          href={userPath(userId)}
          className="line-clamp-2 font-medium underline-offset-2 hover:underline"
        >
          {shown}
        </NextLink>
        {person !== userId && <span className="line-clamp-2 text-muted text-xs">{showId(userId)}</span>}
      </th>
      <td className="px-3 py-2.5">
        <Progress link={link} />
      </td>
      <td className="px-3 py-2.5">
        <LinkStateBadge state={state} />
        <p className="mt-0.5 text-muted text-xs">
          {(live || state === "expired") && (
            <span>
              {live ? "Expires" : "Expired"} <RelativeTime dateTime={expiresAt} />
            </span>
          )}
          {openings > 0 && <span className="block">{openingWords(openings)}</span>}
        </p>
      </td>
      <td className="wrap-anywhere px-3 py-2.5 text-muted text-xs leading-5">
        <RelativeTime dateTime={createdAt} /> by {createdBy}
      </td>
      <td className="px-2 py-2">
        <RowMenu link={link} live={live} onAct={onAct} />
      </td>
    </tr>
  );
}

/** How many are connected, and which are not. */
function Progress({ link: { items } }: { link: Link }) {
  if (items.length === 0) return <span className="text-muted">The instances were deleted.</span>;
  const names = (wanted: boolean) =>
    items.filter((item) => isDone(item) === wanted).map(({ serverName }) => serverName);
  const [done, left] = [names(true), names(false)];
  return (
    <>
      <p className="tabular-nums">{`${done.length} of ${items.length}`}</p>
      <p className="wrap-anywhere line-clamp-2 text-muted text-xs">
        {left.length > 0 ? `Waiting: ${listWords(left)}` : listWords(done)}
      </p>
    </>
  );
}

function RowMenu({ link, live, onAct }: Pick<LinkRowProps, "link" | "onAct"> & { live: boolean }) {
  const { can } = useMember();
  const items: MenuItem[] = [
    { label: "Open user", icon: UserRound, href: userPath(link.userId) },
    { label: "Show activity", icon: Activity, href: activityPath({ subject: link.id }) },
  ];
  if (can("link.remind") && isLinkOpen(link))
    items.push({ label: "Remind", icon: BellRing, onSelect: () => onAct("remind", link) });
  if (can("link.create"))
    items.push({ label: "Create a new link", icon: Send, onSelect: () => onAct("new-link", link) });
  if (can("link.revoke") && live)
    items.push("separator", {
      label: "Revoke",
      icon: Ban,
      kind: "danger",
      onSelect: () => onAct("revoke", link),
    });
  return (
    <Menu label={`Actions for the link for ${showId(link.person)}`} size="icon-small" items={items}>
      <Ellipsis aria-hidden />
    </Menu>
  );
}

function openingWords(openings: number): string {
  return `Opened ${plural(openings, "once", `${numberWords(openings)} times`)}`;
}
