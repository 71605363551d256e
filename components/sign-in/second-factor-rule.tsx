"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { Switch } from "@/components/ui/switch";
import { signInRulesQuery, useRequireSecondFactor } from "@/lib/queries/sign-in";

/** Whether a password alone is enough. */
export function SecondFactorRule() {
  const { data } = useSuspenseQuery(signInRulesQuery);
  const require = useRequireSecondFactor();
  return (
    <>
      <Switch
        label="Ask everybody for a second factor"
        description="From their next request on, whoever signs in by a password and has none sets one up before anything else. Single sign-on and API keys are not asked."
        checked={data.requiresSecondFactor}
        disabled={require.isPending}
        onChange={(event) => require.mutate({ isRequired: event.currentTarget.checked })}
      />
      {require.error && (
        <Alert kind="negative" title="Nothing was changed" className="mt-4">
          {require.error.message}
        </Alert>
      )}
    </>
  );
}
