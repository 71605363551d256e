"use client";

import { Button } from "@/components/ui/button";
import { UserPlus } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";

const inviteDialog = lazyCode(() => import("./invite-dialog").then((module) => module.InviteDialog));

/** The button that opens the inviting of a member; what it opens is loaded when somebody reaches for it. */
export function InviteMember() {
  const { trigger, overlay } = useOverlay(inviteDialog);
  return (
    <>
      <Button {...trigger} variant="primary">
        <UserPlus aria-hidden /> Invite a member
      </Button>
      <LazyOverlay overlay={overlay}>{(InviteDialog, props) => <InviteDialog {...props} />}</LazyOverlay>
    </>
  );
}
