import type { LocalTool } from "../../targets/local-tool";
import type { Shelf } from "../records";

/** The records of a kind in the sandbox that a call came in for. */
export type OpenShelf = (kind: string) => Shelf;

export type SandboxTool = LocalTool<OpenShelf>;
