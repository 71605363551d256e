import * as z from "zod/mini";
import type { CredentialFate } from "@/lib/contracts/credential-fate";
import type { InstanceStatus } from "@/lib/contracts/status";
import type { Context } from "../../../context";
import type { AtOnce } from "../../instances/at-once";

/** How an item went that did not fail; it fails by an error that is thrown. */
export type Performed = {
  /** What the upstream said of the account, where that was the question. */
  outcome?: InstanceStatus;
  /** What there is to add, in a sentence. */
  reason?: string;
  /** The instance that came of it. */
  instanceId?: string;
};

/** Keeps at once what became of an item's credential: whoever goes on after a kill cannot find it out any more. */
export type KeepCredential = (credential: CredentialFate) => Promise<void>;

/**
 * Does an action to one item. Safe to repeat: what was in hand when a process was killed is done again. The input is
 * what was stored with the job, so each parses its own.
 */
export type Perform = (context: Context, input: unknown, keep: KeepCredential) => Promise<Performed>;

/** An action, and how it is done to many instances in one step, where it can be. */
export type JobWork = {
  perform: Perform;
  /** Does it as far as it goes plainly; what it leaves, and all where it throws, is performed one by one. */
  performAtOnce?(context: Context, what: AtOnce): Promise<void>;
};

/** The input of what is done to an instance that exists. */
export const instanceInputSchema = z.object({ instanceId: z.uuid() });
