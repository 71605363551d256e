import { useEffect } from "react";
import { useMember } from "@/components/layout/member";
import { Button } from "@/components/ui/button";
import { Send, UserMinus, X } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { OFFBOARD_AT_ONCE } from "@/lib/contracts/terms/job";
import type { UserSummary } from "@/lib/contracts/user";
import { countWords } from "@/lib/words/count";

const sendLinksDialog = lazyCode(() =>
  import("@/components/links/send-links-dialog").then((module) => module.SendLinksDialog),
);
const offboardManyDialog = lazyCode(() =>
  import("./offboard-many-dialog").then((module) => module.OffboardManyDialog),
);

export type UserDeed = "links" | "offboard";
type Deed = { does: UserDeed; users: readonly UserSummary[] };

type UserBulkProps = {
  /** Those who are chosen. */
  users: readonly UserSummary[];
  /** What a row's menu or a button of the bar asks for. */
  deed: Deed | undefined;
  onDeed: (deed: Deed | undefined) => void;
  onDone: () => void;
};

/** What is done about the users who are chosen, or about the one of a row, with one set of dialogs for all. */
export function UserBulk({ users, deed, onDeed, onDone }: UserBulkProps) {
  const { can } = useMember();
  const links = useOverlay(sendLinksDialog);
  const offboard = useOverlay(offboardManyDialog);
  const { show: showLinks } = links;
  const { show: showOffboard } = offboard;

  useEffect(() => {
    if (deed) (deed.does === "links" ? showLinks : showOffboard)(true);
  }, [deed, showLinks, showOffboard]);

  return (
    <>
      {users.length > 0 && (
        <section
          aria-label="Chosen users"
          className="sticky bottom-0 z-20 flex flex-wrap items-center gap-2 border-border border-t bg-accent-soft px-4 py-2"
        >
          <p role="status" className="mr-auto font-medium text-sm">
            {countWords(users.length, "user")} chosen
            {users.length > OFFBOARD_AT_ONCE && `; at most ${OFFBOARD_AT_ONCE} are offboarded at once`}
          </p>
          {can("link.create") && (
            <Button size="small" onClick={() => onDeed({ does: "links", users })}>
              <Send aria-hidden /> Create connect links
            </Button>
          )}
          <Button
            size="small"
            variant="danger"
            disabled={users.length > OFFBOARD_AT_ONCE}
            onClick={() => onDeed({ does: "offboard", users })}
          >
            <UserMinus aria-hidden /> Offboard
          </Button>
          <Button variant="ghost" size="icon-small" aria-label="Choose none" onClick={onDone}>
            <X aria-hidden />
          </Button>
        </section>
      )}
      {deed && (
        <>
          <LazyOverlay overlay={links.overlay}>
            {(SendLinksDialog, props) => (
              <SendLinksDialog {...props} which={{ userIds: deed.users.map(({ userId }) => userId) }} />
            )}
          </LazyOverlay>
          <LazyOverlay overlay={offboard.overlay}>
            {(OffboardManyDialog, props) => (
              <OffboardManyDialog
                {...props}
                users={deed.users}
                onStarted={() => {
                  showOffboard(false);
                  onDone();
                }}
              />
            )}
          </LazyOverlay>
        </>
      )}
    </>
  );
}
