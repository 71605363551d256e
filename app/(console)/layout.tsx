import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { requirePage } from "@/lib/server/http/page";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { caller } = await requirePage();
  return (
    <AppShell member={{ name: caller.name, email: caller.email, role: caller.role }}>{children}</AppShell>
  );
}
