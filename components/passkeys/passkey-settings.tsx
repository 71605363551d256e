"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import { accountQuery, useReloadAccount } from "@/lib/queries/account";
import { AddPasskeyForm } from "./add-passkey-form";

/** One's own passkeys. */
export function PasskeySettings() {
  const { data } = useSuspenseQuery(accountQuery);
  const reload = useReloadAccount();
  const [isAdding, setAdding] = useState(false);
  const [problem, setProblem] = useState<string>();

  const remove = async (id: string) => {
    setProblem(undefined);
    try {
      const { removePasskey } = await import("@/lib/api/passkeys");
      await removePasskey(id);
      toast({ kind: "positive", title: "Passkey removed" });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "Try again.");
    }
    await reload();
  };

  return (
    <>
      <p className="mb-4 text-muted text-sm">
        Sign in with your face, your finger or a security key, without a password or a code.
      </p>
      {data.passkeys.length > 0 && (
        <ul className="mb-4 divide-y divide-border rounded-md border border-border text-sm">
          {data.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
              <span className="min-w-0 flex-1">
                <span className="block break-words font-medium">{name}</span>
                <span className="block text-muted text-xs">
                  Added <RelativeTime dateTime={createdAt} />,{" "}
                  {lastUsedAt ? (
                    <>
                      last used <RelativeTime dateTime={lastUsedAt} />
                    </>
                  ) : (
                    "not used yet"
                  )}
                </span>
              </span>
              <Button size="small" aria-label={`Remove the passkey ${name}`} onClick={() => remove(id)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {problem && (
        <Alert kind="negative" title="It was not removed" className="mb-4">
          {problem}
        </Alert>
      )}
      {isAdding ? (
        <AddPasskeyForm
          asksPassword={data.hasPassword}
          onCancel={() => setAdding(false)}
          onAdded={() => {
            setAdding(false);
            void reload();
          }}
        />
      ) : (
        <Button onClick={() => setAdding(true)}>Add a passkey</Button>
      )}
    </>
  );
}
