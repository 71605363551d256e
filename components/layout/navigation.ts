import { type LucideIcon, Plus } from "lucide-react";
import type { Route } from "next";

type Destination = { label: string; href: Route; icon: LucideIcon };

/** The pages in the sidebar and in the narrow screen's menu, in this order. */
export const NAVIGATION: readonly Destination[] = [{ label: "Create", href: "/instances/new", icon: Plus }];
