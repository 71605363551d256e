"use client";

import { createContext, type ReactNode, useContext } from "react";
import { type Action, mayDo } from "@/lib/contracts/action";
import type { Role } from "@/lib/contracts/member";

const RoleContext = createContext<Role>("viewer");

/** Tells everything below who is signed in. The server checks each request all the same. */
export function MemberProvider({ role, children }: { role: Role; children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** The signed-in member: what they can do decides what a page offers. */
export function useMember(): { can: (action: Action) => boolean } {
  const role = useContext(RoleContext);
  return { can: (action) => mayDo(role, action) };
}
