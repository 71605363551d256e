"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import { onSessionEnded } from "@/lib/api/session-ended";

const sessionDialog = lazyCode(() => import("./session-dialog").then((module) => module.SessionDialog));

/** Lets whoever's session has ended sign in over the page, which stays as it is with all that was typed. */
export function SessionEnd({ email }: { email: string }) {
  const client = useQueryClient();
  const { overlay, open, show } = useOverlay(sessionDialog);
  const dismissed = useRef(false);
  const pressed = useRef(false);

  // Whoever put it away has read it: only a press that is refused brings it back, and no look of the page's own.
  useEffect(
    () =>
      onSessionEnded(({ changes }) => {
        pressed.current ||= changes;
        if (changes || !dismissed.current) show(true);
      }),
    [show],
  );

  useEffect(() => {
    if (open) dismissed.current = true;
  }, [open]);

  const signedIn = () => {
    dismissed.current = false;
    show(false);
    if (pressed.current) {
      toast({
        kind: "info",
        title: "Signed in again",
        description: "What you pressed was not done. Press it again.",
      });
    }
    pressed.current = false;
    void client.invalidateQueries();
  };

  return (
    <LazyOverlay overlay={overlay}>
      {(SessionDialog, props) => <SessionDialog {...props} email={email} onSignedIn={signedIn} />}
    </LazyOverlay>
  );
}
