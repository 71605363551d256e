"use client";

import { type ReactNode, useState } from "react";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Link } from "@/lib/contracts/link";
import type { LinkAction } from "./link-row";
import { RevokeLinks } from "./revoke-links";

const remindDialog = lazyCode(() => import("./remind-dialog").then((module) => module.RemindDialog));
const sendLinkDialog = lazyCode(() => import("./send-link-dialog").then((module) => module.SendLinkDialog));

type LinkRowActionsProps = { children: (act: (action: LinkAction, link: Link) => void) => ReactNode };

/** Does what the rows' menus ask for, with one set of dialogs for all rows. */
export function LinkRowActions({ children }: LinkRowActionsProps) {
  const [about, setAbout] = useState<Link>();
  const newLink = useOverlay(sendLinkDialog);
  const asking = useOverlay(alertDialog);
  const reminding = useOverlay(remindDialog);
  const act = (action: LinkAction, link: Link) => {
    setAbout(link);
    if (action === "remind") reminding.show(true);
    else (action === "revoke" ? asking : newLink).show(true);
  };
  return (
    <>
      {children(act)}
      {about && (
        <>
          <LazyOverlay overlay={newLink.overlay}>
            {(SendLinkDialog, props) => <SendLinkDialog {...props} userId={about.userId} />}
          </LazyOverlay>
          <LazyOverlay overlay={reminding.overlay}>
            {(RemindDialog, props) => <RemindDialog {...props} links={[about]} />}
          </LazyOverlay>
          <RevokeLinks asking={asking} links={[about]} />
        </>
      )}
    </>
  );
}
