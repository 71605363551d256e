import { lazyCode } from "@/components/ui/lazy-code";

export const commandDialog = lazyCode(() =>
  import("./command-dialog").then((module) => module.CommandDialog),
);

export const shortcutsDialog = lazyCode(() =>
  import("./shortcuts-dialog").then((module) => module.ShortcutsDialog),
);
