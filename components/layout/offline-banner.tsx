"use client";

import { useEffect } from "react";
import { WifiOff } from "@/components/ui/icons";
import { useOffline } from "./use-offline";

/** Says that there is no connection, and keeps the page: a link would lead to the browser's own page of failure. */
export function OfflineBanner() {
  const offline = useOffline();

  useEffect(() => {
    if (!offline) return;
    document.addEventListener("click", keepPage, true);
    return () => document.removeEventListener("click", keepPage, true);
  }, [offline]);

  return (
    <div role="status" className="sticky top-0 z-40">
      {offline && (
        <p className="flex items-center gap-2 border-caution/30 border-b bg-caution-soft px-4 py-2 text-sm">
          <WifiOff aria-hidden className="size-4 shrink-0 text-caution" />
          <span>You are offline. Nothing is sent, now or later by itself, and this page stays as it is.</span>
        </p>
      )}
    </div>
  );
}

function keepPage(event: MouseEvent): void {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  // A link within the page needs no connection.
  if (link && !link.getAttribute("href")?.startsWith("#")) event.preventDefault();
}
