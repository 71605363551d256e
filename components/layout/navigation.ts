import type { Route } from "next";
import {
  Activity,
  Gauge,
  History,
  type IconComponent,
  KeyRound,
  ListChecks,
  LogIn,
  Package,
  Plus,
  Rows3,
  Send,
  ServerCog,
  Settings,
  UserCog,
  Users,
  Webhook,
} from "@/components/ui/icons";
import { type Action, mayDo } from "@/lib/contracts/action";
import type { Role } from "@/lib/contracts/member";
import { PATHS } from "@/lib/paths";

type Destination = {
  label: string;
  href: Route;
  icon: IconComponent;
  /** The key that leads there after `g`. */
  key?: string;
  /** What one does there; everybody has business where it is left out. The page itself checks. */
  action?: Action;
};

/** The pages in the sidebar and in the narrow screen's menu, in this order. */
const NAVIGATION: readonly Destination[] = [
  { label: "Overview", href: PATHS.overview, icon: Gauge, key: "o" },
  { label: "Create", href: PATHS.create, icon: Plus, key: "c" },
  { label: "Instances", href: PATHS.instances, icon: Rows3, key: "i" },
  { label: "Users", href: PATHS.users, icon: Users, key: "u" },
  { label: "Bundles", href: PATHS.bundles, icon: Package, key: "b" },
  { label: "Connect links", href: PATHS.links, icon: Send, key: "l" },
  { label: "Jobs", href: PATHS.jobs, icon: ListChecks, key: "j" },
  { label: "Activity", href: PATHS.activity, icon: History, key: "a" },
  { label: "Members", href: PATHS.members, icon: UserCog, action: "member.list" },
  { label: "Sign-in", href: PATHS.signInRules, icon: LogIn, action: "sign-in.read" },
  { label: "API keys", href: PATHS.apiKeys, icon: KeyRound, action: "api-key.list" },
  { label: "Webhooks", href: PATHS.webhooks, icon: Webhook, action: "webhook.list" },
  { label: "Servers", href: PATHS.servers, icon: ServerCog, action: "target.list" },
  { label: "System", href: PATHS.system, icon: Activity, action: "system.check" },
  { label: "Settings", href: PATHS.settings, icon: Settings, key: "s", action: "organisation.update" },
];

/** The pages on which a member has business. */
export function destinationsFor(role: Role): Destination[] {
  return NAVIGATION.filter(({ action }) => !action || mayDo(role, action));
}

/** The destination under which a page stands: its own, or that of the page which it belongs to. */
export function destinationOf(pathname: string): Route | undefined {
  return NAVIGATION.map(({ href }) => href)
    .filter((href) => pathname === href || (href !== "/" && pathname.startsWith(`${href}/`)))
    .sort((a, b) => b.length - a.length)[0];
}
