"use client";

import { LogOut } from "@/components/ui/icons";
import { useSignOut } from "./use-sign-out";

export function SignOutButton({ className }: { className: string }) {
  const { busy, leave } = useSignOut();
  return (
    <button type="button" className={className} aria-busy={busy} onClick={busy ? undefined : leave}>
      <LogOut aria-hidden />
      <span>{busy ? "Signing out" : "Sign out"}</span>
    </button>
  );
}
