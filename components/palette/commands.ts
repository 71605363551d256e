import type { Route } from "next";
import { destinationsFor } from "@/components/layout/navigation";
import { searchCatalogue } from "@/lib/catalogue/search";
import { mayDo } from "@/lib/contracts/action";
import type { Instance } from "@/lib/contracts/instance";
import type { Role } from "@/lib/contracts/member";
import type { ServerName } from "@/lib/contracts/server-name";
import type { UserSummary } from "@/lib/contracts/user";
import { createPath, instancePath, instancesPath, PATHS, userPath } from "@/lib/paths";
import { countWords } from "@/lib/words/count";
import { fold } from "@/lib/words/fold";
import { STATUS_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";

/** What is done at once, and leads nowhere. */
export const DEEDS = ["theme-light", "theme-dark", "theme-system", "shortcuts", "sign-out"] as const;
export type Deed = (typeof DEEDS)[number];

/** Something that can be gone to, or done. */
export type Command = {
  id: string;
  label: string;
  hint?: string;
  /** Its mark stands before it. */
  server?: ServerName;
} & ({ href: Route } | { does: Deed });
export type CommandGroup = { value: string; items: Command[] };

const MOST = { servers: 5, instances: 6, users: 5 };

type Found = {
  /** What was typed, without white space around it. */
  query: string;
  role: Role;
  /** The operator's last servers, the latest first. */
  recentServers: readonly ServerName[];
  instances: readonly Instance[];
  users: readonly UserSummary[];
};

/**
 * What answers to a query. What is known here comes first and what the database finds is added below it, so that the
 * command under the highlight stays where it is while answers arrive.
 */
export function commandGroups(found: Found): CommandGroup[] {
  return [
    { value: "Go to", items: pageCommands(found) },
    { value: "Create a server URL", items: [...createForCommands(found), ...createCommands(found)] },
    { value: "Do", items: deedCommands(found) },
    { value: "Instances", items: instanceCommands(found) },
    { value: "Users", items: userCommands(found) },
  ].filter(({ items }) => items.length > 0);
}

function pageCommands({ query, role }: Found): Command[] {
  const pages: { label: string; href: Route }[] = [
    ...destinationsFor(role),
    { label: "Account", href: PATHS.account },
    { label: "Documentation", href: PATHS.docs },
    { label: "API reference", href: PATHS.apiReference },
  ];
  if (mayDo(role, "job.create")) pages.push({ label: "Create several", href: PATHS.createMany });
  if (mayDo(role, "user.adopt")) pages.push({ label: "Adopt existing users", href: PATHS.adopt });
  const words = fold(query).split(" ");
  return pages
    .filter(({ label }) => words.every((word) => fold(label).includes(word)))
    .map(({ label, href }) => ({ id: `page ${href}`, label, href }));
}

/** "create slack for ana", and the same without the first word. */
const FOR = /^(?:create\s+)?(\S.*?)\s+for\s+(\S.*)$/i;

function createForCommands({ query, role }: Found): Command[] {
  const [, server = "", user = ""] = FOR.exec(query) ?? [];
  if (user === "" || !mayDo(role, "instance.create")) return [];
  return searchCatalogue(server)
    .slice(0, MOST.servers)
    .map(({ name }) => ({
      id: `create ${name} for`,
      label: `${name} for ${user}`,
      hint: "Create",
      server: name,
      href: createPath({ server: name, user }),
    }));
}

const DEED_LABELS: Record<Deed, string> = {
  "theme-light": "Theme: light",
  "theme-dark": "Theme: dark",
  "theme-system": "Theme: as the system has it",
  shortcuts: "Help: keyboard shortcuts and glossary",
  "sign-out": "Sign out",
};

/** Deeds are found by their words alone: nothing that is done at once stands under the first Enter. */
function deedCommands({ query }: Found): Command[] {
  if (query === "") return [];
  const words = fold(query).split(" ");
  return DEEDS.filter((does) => words.every((word) => fold(DEED_LABELS[does]).includes(word))).map(
    (does) => ({
      id: `do ${does}`,
      label: DEED_LABELS[does],
      does,
    }),
  );
}

function createCommands({ query, role, recentServers }: Found): Command[] {
  if (!mayDo(role, "instance.create")) return [];
  const servers = query === "" ? recentServers : searchCatalogue(query).map(({ name }) => name);
  return servers.slice(0, MOST.servers).map((server) => ({
    id: `create ${server}`,
    label: server,
    hint: "Create",
    server,
    href: createPath({ server }),
  }));
}

function instanceCommands({ query, instances }: Found): Command[] {
  const commands: Command[] = instances.slice(0, MOST.instances).map((instance) => ({
    id: `instance ${instance.id}`,
    label: `${instance.serverName} of ${showId(instance.userId)}${instance.platformName ? ` on ${showId(instance.platformName)}` : ""}`,
    hint: STATUS_LABELS[instance.status],
    server: instance.serverName,
    href: instancePath(instance.id),
  }));
  if (instances.length > MOST.instances)
    commands.push({
      id: "all instances",
      label: `All instances that match “${query}”`,
      href: instancesPath({ q: query }),
    });
  return commands;
}

function userCommands({ query, role, users }: Found): Command[] {
  const offboards = offboardingOf(query) !== undefined && mayDo(role, "user.offboard");
  return users.slice(0, MOST.users).map(({ userId, total }) => ({
    id: `user ${userId}`,
    label: offboards ? `Offboard ${showId(userId)}` : showId(userId),
    hint: countWords(total, "instance"),
    href: userPath(userId),
  }));
}

/** Whom "offboard ana" is about; undefined for every other text. */
export function offboardingOf(query: string): string | undefined {
  return /^offboard\s+(\S.*)$/i.exec(query)?.[1];
}
