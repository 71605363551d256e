"use client";

import dynamic from "next/dynamic";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import { Connect } from "./connect";
import type { ConnectSource } from "./source";

// Two of three services never ask for a key.
const AccountKey = dynamic(() => import("./account-key").then((module) => module.AccountKey));

/** How an account is connected, whatever its service asks for; nothing where it asks for nothing. */
export function ConnectAccount({ source }: { source: ConnectSource }) {
  switch (catalogueEntry(source.serverName).auth) {
    case "oauth":
      return <Connect source={source} />;
    case "key":
      return <AccountKey source={source} />;
    case "none":
      return null;
  }
}
