"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Action, mayDo } from "@/lib/contracts/action";
import type { Role } from "@/lib/contracts/member";

type Known = {
  role: Role;
  /** Whether the console sends mail. */
  mails: boolean;
  /** What an address says that a page of theirs has made. */
  pageToken: string;
};

const MemberContext = createContext<Known>({ role: "viewer", mails: false, pageToken: "" });

/** Tells everything below who is signed in. The server checks each request all the same. */
export function MemberProvider({ role, mails, pageToken, children }: Known & { children: ReactNode }) {
  const known = useMemo(() => ({ role, mails, pageToken }), [role, mails, pageToken]);
  return <MemberContext value={known}>{children}</MemberContext>;
}

/** The signed-in member: what they can do decides what a page offers. */
export function useMember(): Omit<Known, "role"> & { can: (action: Action) => boolean } {
  const { role, ...known } = useContext(MemberContext);
  return { can: (action) => mayDo(role, action), ...known };
}
