"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { AskedButton } from "@/components/ui/asked-button";
import { signInRulesQuery, useRemoveSingleSignOn } from "@/lib/queries/sign-in";

/** Takes the provider away, after a question. */
export function RemoveSingleSignOn() {
  const { data } = useSuspenseQuery(signInRulesQuery);
  const { mutateAsync: remove } = useRemoveSingleSignOn();
  if (!data.singleSignOn || data.singleSignOn.byEnvironment) return null;
  return (
    <AskedButton
      variant="ghost"
      size="small"
      question={{
        title: "Remove single sign-on?",
        description:
          "Nobody signs in by it any more. Whoever is signed in stays so, and members without a password need a password link.",
        confirmLabel: "Remove single sign-on",
      }}
      failed="Nothing was changed"
      act={() => remove()}
    >
      Remove
    </AskedButton>
  );
}
