"use client";

import { Button } from "@/components/ui/button";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-style";
import { Send } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";

const sendLinkDialog = lazyCode(() => import("./send-link-dialog").then((module) => module.SendLinkDialog));

type SendLinkProps = {
  /** Whose accounts; left out, the dialog asks. */
  userId?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

/** The button that opens the making of a connect link; what it opens is loaded when somebody reaches for it. */
export function SendLink({ userId, variant = "secondary", size = "medium" }: SendLinkProps) {
  const { trigger, overlay } = useOverlay(sendLinkDialog);
  return (
    <>
      <Button {...trigger} variant={variant} size={size}>
        <Send aria-hidden /> Create connect link
      </Button>
      <LazyOverlay overlay={overlay}>
        {(SendLinkDialog, props) => <SendLinkDialog {...props} userId={userId} />}
      </LazyOverlay>
    </>
  );
}
