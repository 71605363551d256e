"use client";

import { Send } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-style";

const loadDialog = () => import("./send-link-dialog");
const SendLinkDialog = dynamic(() => loadDialog().then((module) => module.SendLinkDialog), { ssr: false });

type SendLinkProps = {
  /** Whose accounts; left out, the dialog asks. */
  userId?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

/** The button that opens the making of a connect link; what it opens is loaded when somebody reaches for it. */
export function SendLink({ userId, variant = "secondary", size = "medium" }: SendLinkProps) {
  const [open, setOpen] = useState(false);
  // A dialog that was closed is begun anew: the link that it showed is not to be seen again.
  const [turn, setTurn] = useState(0);

  const show = (next: boolean) => {
    if (next) setTurn(turn + 1);
    setOpen(next);
  };

  return (
    <>
      <Button
        variant={variant}
        size={size}
        aria-haspopup="dialog"
        onClick={() => show(true)}
        onPointerEnter={loadDialog}
        onFocus={loadDialog}
      >
        <Send aria-hidden /> Send a connect link
      </Button>
      {turn > 0 && <SendLinkDialog key={turn} open={open} onOpenChange={show} userId={userId} />}
    </>
  );
}
