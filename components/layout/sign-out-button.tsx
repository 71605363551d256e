"use client";

import { useState } from "react";
import { LogOut } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast";
import { fetchers } from "@/lib/api/fetchers";
import { PATHS } from "@/lib/paths";

const api = fetchers(() => import("@/lib/api/auth"));

/** Signs out and loads the sign-in page anew, so that nothing of the session stays in the tab's memory. */
export function SignOutButton({ className }: { className: string }) {
  const [busy, setBusy] = useState(false);

  const leave = async () => {
    setBusy(true);
    try {
      await (await api()).signOut();
      window.location.assign(PATHS.signIn);
    } catch (error) {
      setBusy(false);
      const description = error instanceof Error ? error.message : "Try again.";
      toast({ kind: "negative", title: "You are still signed in", description });
    }
  };

  return (
    <button type="button" className={className} aria-busy={busy} onClick={busy ? undefined : leave}>
      <LogOut aria-hidden />
      <span>{busy ? "Signing out" : "Sign out"}</span>
    </button>
  );
}
