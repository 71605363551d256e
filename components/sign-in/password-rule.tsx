"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { signInRulesQuery, useAllowPasswords } from "@/lib/queries/sign-in";
import { RuleSwitch } from "./rule-switch";

/** Whether there is another way in than single sign-on. */
export function PasswordRule() {
  const { data } = useSuspenseQuery(signInRulesQuery);
  const { mutate, isPending, error } = useAllowPasswords();
  return (
    <RuleSwitch
      label="Let members sign in by a password"
      description="Turned off, single sign-on is the only way in. Sessions that a password began go on until they end."
      isOn={data.allowsPasswords}
      busy={isPending}
      error={error}
      onChange={(isAllowed) => mutate({ isAllowed })}
    />
  );
}
