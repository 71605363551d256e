import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { requirePage } from "@/lib/server/http/page";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor } = await requirePage();
  return <AppShell member={{ name: actor.name, email: actor.email, role: actor.role }}>{children}</AppShell>;
}
