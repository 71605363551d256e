"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { CodeBlock } from "@/components/ui/code-block";
import { signInRulesQuery } from "@/lib/queries/sign-in";

/** What the provider is to be told of this console. */
export function ProviderAddresses() {
  const { data } = useSuspenseQuery(signInRulesQuery);
  return (
    <dl className="mb-6 space-y-3 text-sm">
      <div>
        <dt className="mb-1.5 font-medium">Redirect URI, for the provider</dt>
        <dd>
          <CodeBlock label="Redirect URI" code={data.redirectUri} wrap />
        </dd>
      </div>
      <div>
        <dt className="mb-1.5 font-medium">Back-channel logout URI, where it has such a thing</dt>
        <dd>
          <CodeBlock label="Back-channel logout URI" code={data.logoutUri} wrap />
        </dd>
      </div>
    </dl>
  );
}
