"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { accountQuery } from "@/lib/queries/account";
import { AddPasskeyForm } from "./add-passkey-form";
import { PasskeyRow } from "./passkey-row";

/** One's own passkeys. */
export function PasskeySettings() {
  const { data } = useSuspenseQuery(accountQuery);
  const [isAdding, setAdding] = useState(false);
  const done = () => setAdding(false);
  return (
    <>
      <p className="mb-4 text-muted text-sm">
        Sign in with your face, your finger or a security key, without a password or a code.
      </p>
      {data.passkeys.length > 0 && (
        <ul className="mb-4 divide-y divide-border rounded-md border border-border text-sm">
          {data.passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} />
          ))}
        </ul>
      )}
      {isAdding ? (
        <AddPasskeyForm asksPassword={data.hasPassword} onCancel={done} onAdded={done} />
      ) : (
        <Button onClick={() => setAdding(true)}>Add a passkey</Button>
      )}
    </>
  );
}
