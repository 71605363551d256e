import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { toast } from "@/components/ui/toast";
import { useMakeToken, useRemoveToken } from "@/lib/queries/rules";
import { usageQuery } from "@/lib/queries/usage";

/** A token that agents show beside the URL, told once. Not shown where calls go past this console. */
export function CallerToken({ id }: { id: string }) {
  const { data } = useQuery(usageQuery(id));
  const [make, remove] = [useMakeToken(id), useRemoveToken(id)];
  const [token, setToken] = useState<string>();
  if (!data?.isKept) return null;
  const { hasToken } = data.rules;
  const failed = (title: string) => (error: Error) =>
    toast({ kind: "negative", title, description: error.message });

  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">Bearer token</h3>
      <p className="text-muted text-xs">
        {hasToken
          ? "Agents show a token in the Authorization header; the URL alone is answered 401."
          : "The URL alone opens it. With a token, agents show that in the Authorization header as well."}
      </p>
      {token && hasToken && (
        <>
          <CodeBlock label="bearer token" wrap code={token} />
          <p className="text-caution text-xs">It is shown this once. Copy it now.</p>
        </>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          busy={make.isPending}
          busyLabel="Making a token"
          onClick={() =>
            make.mutate(undefined, {
              onSuccess: (made) => setToken(made.token),
              onError: failed("No token was made"),
            })
          }
        >
          {hasToken ? "Replace the token" : "Ask for a token"}
        </Button>
        {hasToken && (
          <Button
            size="small"
            variant="ghost"
            busy={remove.isPending}
            busyLabel="Removing the token"
            onClick={() =>
              remove.mutate(undefined, {
                onSuccess: () => setToken(undefined),
                onError: failed("The token is still asked for"),
              })
            }
          >
            Ask for none
          </Button>
        )}
      </div>
    </div>
  );
}
