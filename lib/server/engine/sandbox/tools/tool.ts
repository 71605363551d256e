import type { LocalTool } from "../../targets/local-tool";
import type { Collection } from "../records";

/** The records of a kind in the sandbox that a call came in for. */
export type OpenCollection = (kind: string) => Collection;

export type SandboxTool = LocalTool<OpenCollection>;
