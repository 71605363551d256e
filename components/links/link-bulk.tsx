import { useMember } from "@/components/layout/member";
import { Button } from "@/components/ui/button";
import { Ban, BellRing, Send, X } from "@/components/ui/icons";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { serverNow } from "@/lib/clock";
import { isLinkOpen, isRevocable, type Link } from "@/lib/contracts/link";
import { isDone } from "@/lib/contracts/terms/status";
import { RevokeLinks } from "./revoke-links";

const remindDialog = lazyCode(() => import("./remind-dialog").then((module) => module.RemindDialog));
const sendLinksDialog = lazyCode(() =>
  import("./send-links-dialog").then((module) => module.SendLinksDialog),
);

type LinkBulkProps = { links: readonly Link[]; onDone: () => void };

/** What is done about the links that are chosen. */
export function LinkBulk({ links, onDone }: LinkBulkProps) {
  const { can } = useMember();
  const asking = useOverlay(alertDialog);
  const again = useOverlay(sendLinksDialog);
  const reminding = useOverlay(remindDialog);
  const open = links.filter(isLinkOpen);
  const live = links.filter((link) => isRevocable(link) && Date.parse(link.expiresAt) > serverNow());
  const waiting = [
    ...new Set(
      links.flatMap(({ items }) => items.filter((item) => !isDone(item)).map(({ instanceId }) => instanceId)),
    ),
  ];
  return (
    <section
      aria-label="Chosen links"
      className="flex flex-wrap items-center gap-2 border-border border-b bg-accent-soft px-4 py-2"
    >
      <p className="mr-auto font-medium text-sm">{links.length} chosen</p>
      {can("link.remind") && (
        <Button {...reminding.trigger} size="small" disabled={open.length === 0}>
          <BellRing aria-hidden /> Remind
        </Button>
      )}
      {can("link.create") && (
        <Button {...again.trigger} size="small" disabled={waiting.length === 0}>
          <Send aria-hidden /> Create new links
        </Button>
      )}
      <Button {...asking.trigger} size="small" disabled={live.length === 0}>
        <Ban aria-hidden /> Revoke
      </Button>
      <Button variant="ghost" size="icon-small" aria-label="Choose none" onClick={onDone}>
        <X aria-hidden />
      </Button>
      <LazyOverlay overlay={again.overlay}>
        {(SendLinksDialog, props) => <SendLinksDialog {...props} which={{ instanceIds: waiting }} />}
      </LazyOverlay>
      <LazyOverlay overlay={reminding.overlay}>
        {(RemindDialog, props) => <RemindDialog {...props} links={open} />}
      </LazyOverlay>
      <RevokeLinks asking={asking} links={live} onDone={onDone} />
    </section>
  );
}
