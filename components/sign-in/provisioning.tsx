"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { AskedButton } from "@/components/ui/asked-button";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { RelativeTime } from "@/components/ui/relative-time";
import { signInRulesQuery, useRemoveScimToken } from "@/lib/queries/sign-in";

const tokenDialog = lazyCode(() => import("./scim-token-dialog").then((module) => module.ScimTokenDialog));

/** How a directory provisions members, and takes them away again. */
export function Provisioning() {
  const { data } = useSuspenseQuery(signInRulesQuery);
  const { address, token } = data.scim;
  const { overlay, show } = useOverlay(tokenDialog);
  const { mutateAsync: remove } = useRemoveScimToken();
  return (
    <div className="space-y-4 text-sm">
      <p className="text-muted">
        A directory that speaks SCIM 2.0 makes members, changes them, and disables them when they leave, which
        ends their sessions. They come in by single sign-on.
      </p>
      <div>
        <p className="mb-1.5 font-medium">Address, for the directory</p>
        <CodeBlock label="SCIM address" code={address} wrap />
      </div>
      {token && (
        <p>
          The token <code className="font-mono text-xs">{token.prefix}...</code> was made by {token.createdBy}{" "}
          <RelativeTime dateTime={token.createdAt} />, and{" "}
          {token.lastUsedAt ? (
            <>
              was last used <RelativeTime dateTime={token.lastUsedAt} />
            </>
          ) : (
            "was not used yet"
          )}
          .
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => show(true)}>{token ? "Replace the token" : "Make a token"}</Button>
        {token && (
          <AskedButton
            variant="ghost"
            question={{
              title: "Remove the token?",
              description:
                "The directory is refused from now on. Members that it made stay, and are changed and disabled here alone.",
              confirmLabel: "Remove token",
            }}
            failed="Nothing was changed"
            act={() => remove()}
          >
            Remove the token
          </AskedButton>
        )}
      </div>
      <LazyOverlay overlay={overlay}>
        {(ScimTokenDialog, props) => <ScimTokenDialog {...props} isReplaced={token !== null} />}
      </LazyOverlay>
    </div>
  );
}
