"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { alertDialog } from "@/components/ui/lazy-alert-dialog";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { signInRulesQuery, useRemoveSingleSignOn } from "@/lib/queries/sign-in";

/** Takes the provider away, after a question. */
export function RemoveSingleSignOn() {
  const { data } = useSuspenseQuery(signInRulesQuery);
  const { mutate, isPending, error } = useRemoveSingleSignOn();
  const { overlay, show } = useOverlay(alertDialog);
  if (!data.singleSignOn || data.singleSignOn.byEnvironment) return null;
  return (
    <>
      <Button variant="ghost" size="small" onClick={() => show(true)}>
        Remove
      </Button>
      <LazyOverlay overlay={overlay}>
        {(AlertDialog, props) => (
          <AlertDialog
            {...props}
            title="Remove single sign-on?"
            description="Nobody signs in by it any more. Whoever is signed in stays so, and members without a password need a password link."
            confirmLabel="Remove single sign-on"
            kind="danger"
            busy={isPending}
            onConfirm={() => mutate(undefined, { onSuccess: () => show(false) })}
          >
            {error && (
              <Alert kind="negative" title="Nothing was changed">
                {error.message}
              </Alert>
            )}
          </AlertDialog>
        )}
      </LazyOverlay>
    </>
  );
}
