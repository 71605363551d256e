import type { Target } from "../../targets/port";

/** A server whose actions are discovered. */
export type DiscoveredServer = {
  name: string;
  /** Within what its instance allows: what it does not list is not discovered, and what it refuses is not executed. */
  target: Pick<Target, "listTools" | "findTool" | "callTool" | "close">;
  isReadOnly(): boolean;
  /** How its account is connected, in a sentence for the person; undefined where nothing is left to do. */
  howToConnect(): string | undefined;
};
