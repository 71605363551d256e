import type { SuspensionScope } from "@/lib/contracts/usage";
import type { TargetInstance } from "../targets/port";
import type { Entered } from "../targets/sign-in";

/** An instance with all that says what its callers may do. */
export type GovernedInstance = TargetInstance & {
  /** Whether a credential for its account is stored. */
  connected: boolean;
  /** What it is suspended with; null where it is not. */
  suspended: SuspensionScope | null;
  /** The tools that are switched off. */
  switchedOff: readonly string[];
  /** The tools that are switched off at every instance of its server. */
  switchedOffAtServer: readonly string[];
  /** How many calls a minute it serves; null for as many as come. */
  callLimit: number | null;
  /** Whether a tool that changed is held until somebody approves it. */
  holdsChanges: boolean;
  /** How accounts are let in at the target that was chosen for its server; null where none was. */
  registration: Entered["registration"];
};
