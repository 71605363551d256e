import type { Fields, Tool } from "../targets/port";
import type { GovernedInstance } from "./context";

/** A reason for which a tool is neither listed nor called. */
type Rule = {
  /** What a refused call is told under `data`, for programs. */
  name: string;
  /** The sentence that says why; undefined where the tool may be used. */
  refuse(tool: Tool, instance: GovernedInstance): string | undefined;
};

export const RULES: readonly Rule[] = [
  {
    name: "read-only",
    refuse: (tool, { isReadOnly }) =>
      isReadOnly && !onlyReads(tool)
        ? `This instance is read-only, and ${tool.name} does not say that it only reads. Nothing was called.`
        : undefined,
  },
  {
    name: "switched-off",
    refuse: (tool, { switchedOff }) =>
      switchedOff.includes(tool.name)
        ? `${tool.name} is switched off at this instance. Nothing was called.`
        : undefined,
  },
  {
    name: "switched-off",
    refuse: (tool, { switchedOffAtServer, serverName }) =>
      switchedOffAtServer.includes(tool.name)
        ? `${tool.name} is switched off at every instance of ${serverName}. Nothing was called.`
        : undefined,
  },
];

/** A hint that is absent, or anything but `true`, says nothing: such a tool may write. */
export function onlyReads({ annotations }: Tool): boolean {
  return (
    typeof annotations === "object" &&
    annotations !== null &&
    Object.hasOwn(annotations, "readOnlyHint") &&
    (annotations as Fields).readOnlyHint === true
  );
}
