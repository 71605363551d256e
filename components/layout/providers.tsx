"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { Toaster } from "@/components/ui/toaster";
import { setServerTime } from "@/lib/clock";
import { makeQueryClient } from "@/lib/queries/client";

type ProvidersProps = {
  /** The request's, for what these libraries write into the page themselves. */
  nonce: string | undefined;
  /** The server's time, in milliseconds since 1970. */
  now: number;
  children: ReactNode;
};

export function Providers({ nonce, now, children }: ProvidersProps) {
  useState(() => {
    if (typeof window !== "undefined") setServerTime(now);
  });
  const [queryClient] = useState(makeQueryClient);
  return (
    <ThemeProvider attribute="class" disableTransitionOnChange {...(nonce && { nonce })}>
      <CSPProvider nonce={nonce}>
        <QueryClientProvider client={queryClient}>
          {children}
          <Toaster />
        </QueryClientProvider>
      </CSPProvider>
    </ThemeProvider>
  );
}
