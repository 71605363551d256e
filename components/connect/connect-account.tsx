"use client";

import { lazyCode } from "@/components/ui/lazy-code";
import { LazyPart } from "@/components/ui/lazy-part";
import { Skeleton } from "@/components/ui/skeleton";
import { Connect } from "./connect";
import type { ConnectSource } from "./source";

// Two of three services never ask for a key.
const accountKey = lazyCode(() => import("./account-key").then((module) => module.AccountKey));

/** How an account is connected, whatever its service asks for; nothing where it asks for nothing. */
export function ConnectAccount({ source }: { source: ConnectSource }) {
  switch (source.signIn) {
    case "oauth":
      return <Connect source={source} />;
    case "key":
      return (
        <LazyPart code={accountKey} loading={<Skeleton className="h-16" />}>
          {(AccountKey) => <AccountKey source={source} />}
        </LazyPart>
      );
    case "none":
      return null;
  }
}
