"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { removeSecondFactor, renewRecoveryCodes } from "@/lib/api/second-factor";
import { accountQuery, useReloadAccount } from "@/lib/queries/account";
import { countWords } from "@/lib/words/count";
import { CodeForm } from "./code-form";
import { NewSecondFactor } from "./new-second-factor";
import { RecoveryCodes } from "./recovery-codes";

/** One's own second factor: to set up, to renew the recovery codes of, and to remove. */
export function SecondFactorSettings() {
  const { data } = useSuspenseQuery(accountQuery);
  const reload = useReloadAccount();
  const [asked, setAsked] = useState<"renew" | "remove">();
  const [codes, setCodes] = useState<string[]>();
  const { secondFactor } = data;

  const remove = async (code: string) => {
    await removeSecondFactor({ code });
    setAsked(undefined);
    toast({ kind: "positive", title: "Second factor removed" });
    await reload();
  };
  const renew = async (code: string) => {
    setCodes((await renewRecoveryCodes({ code })).recoveryCodes);
    setAsked(undefined);
    await reload();
  };

  if (codes) return <RecoveryCodes codes={codes} onDone={() => setCodes(undefined)} doneLabel="Done" />;
  if (!secondFactor) {
    return (
      <>
        <p className="mb-4 text-muted text-sm">
          A code from an app on your phone, besides the password. Whoever learns your password cannot come in
          by it.
        </p>
        <NewSecondFactor onDone={reload} doneLabel="Done" />
      </>
    );
  }
  return (
    <>
      <p className="mb-4 text-sm">
        On, since <RelativeTime dateTime={secondFactor.confirmedAt} />.{" "}
        {countWords(secondFactor.recoveryCodesLeft, "recovery code")} left.
      </p>
      {asked ? (
        <CodeForm
          key={asked}
          {...(asked === "remove"
            ? { submitLabel: "Remove the second factor", busyLabel: "Removing", act: remove }
            : { submitLabel: "Make other codes", busyLabel: "Making codes", act: renew })}
          onCancel={() => setAsked(undefined)}
        />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setAsked("renew")}>Make other recovery codes</Button>
          <Button onClick={() => setAsked("remove")}>Remove</Button>
        </div>
      )}
    </>
  );
}
