"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type Action, mayDo } from "@/lib/contracts/action";
import type { Role } from "@/lib/contracts/member";

type Known = { role: Role; mails: boolean };

const MemberContext = createContext<Known>({ role: "viewer", mails: false });

/** Tells everything below who is signed in, and whether the console sends mail. The server checks each request all the same. */
export function MemberProvider({ role, mails, children }: Known & { children: ReactNode }) {
  const known = useMemo(() => ({ role, mails }), [role, mails]);
  return <MemberContext value={known}>{children}</MemberContext>;
}

/** The signed-in member: what they can do decides what a page offers. */
export function useMember(): { can: (action: Action) => boolean; mails: boolean } {
  const { role, mails } = useContext(MemberContext);
  return { can: (action) => mayDo(role, action), mails };
}
