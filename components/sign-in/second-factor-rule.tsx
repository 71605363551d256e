"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { signInRulesQuery, useRequireSecondFactor } from "@/lib/queries/sign-in";
import { RuleSwitch } from "./rule-switch";

/** Whether a password alone is enough. */
export function SecondFactorRule() {
  const { data } = useSuspenseQuery(signInRulesQuery);
  const { mutate, isPending, error } = useRequireSecondFactor();
  return (
    <RuleSwitch
      label="Ask everybody for a second factor"
      description="From their next request on, whoever signs in by a password and has none sets one up before anything else. Single sign-on and API keys are not asked."
      isOn={data.requiresSecondFactor}
      busy={isPending}
      error={error}
      onChange={(isRequired) => mutate({ isRequired })}
    />
  );
}
