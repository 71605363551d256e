import { useState } from "react";
import { toast } from "@/components/ui/toast";
import { fetchers } from "@/lib/api/fetchers";
import { PATHS } from "@/lib/paths";

const api = fetchers(() => import("@/lib/api/auth"));

/** Signs out and loads the sign-in page anew, so that nothing of the session stays in the tab's memory. */
export function useSignOut(): { busy: boolean; leave: () => Promise<void> } {
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
  return { busy, leave };
}
