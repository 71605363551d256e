/** One of the Klavis API's operations, as far as its failures go. */
export type Operation = {
  /** In the log. */
  name: string;
  /** Whether a second try can do no harm where the first may have succeeded. */
  repeatable: boolean;
  /** For an operation that changes something: what to say where it surely did not, and where it may have. */
  change?: { not: string; perhaps: string };
};

/** Idempotent by contract: the second try is answered with what the first one made. */
export const CREATE_INSTANCE: Operation = {
  name: "create-instance",
  repeatable: true,
  change: {
    not: "Nothing was created.",
    perhaps:
      "The instance may have been created all the same. Trying again is safe: it returns the same instance.",
  },
};

/** It sets a state rather than moving one, so twice is the same as once. */
export const UPDATE_INSTANCE: Operation = {
  name: "update-instance",
  repeatable: true,
  change: {
    not: "The instance was not changed.",
    perhaps: "The instance may have been changed all the same. Trying again is safe.",
  },
};

/** A second try that finds nothing is told as not found, with the doubt that the first one left. */
export const DELETE_INSTANCE: Operation = {
  name: "delete-instance",
  repeatable: true,
  change: {
    not: "The instance was not deleted.",
    perhaps: "The instance may have been deleted all the same. Trying again is safe.",
  },
};

export const DELETE_AUTH: Operation = {
  name: "delete-auth",
  repeatable: true,
  change: {
    not: "The account was not disconnected.",
    perhaps: "The account may have been disconnected all the same. Trying again is safe.",
  },
};

/** Answered with what the first try made, where its answer was lost. */
export const CREATE_STRATA: Operation = {
  name: "create-strata",
  repeatable: true,
  change: {
    not: "No combined URL was made.",
    perhaps: "The combined URL may have been made all the same. Trying again is safe.",
  },
};

export const EMPTY_STRATA: Operation = {
  name: "empty-strata",
  repeatable: true,
  change: {
    not: "The combined URL was not removed.",
    perhaps: "The combined URL may have been removed all the same. Trying again is safe.",
  },
};

/** Never repeated unasked: nothing says what an upstream does with a credential that it gets twice. */
export const SET_AUTH: Operation = {
  name: "set-auth",
  repeatable: false,
  change: {
    not: "The credential was not saved.",
    perhaps:
      "The credential may have been saved all the same. See whether the account is connected before sending it again.",
  },
};

export const GET_INSTANCE: Operation = { name: "get-instance", repeatable: true };
export const LIST_USERS: Operation = { name: "list-users", repeatable: true };
export const LIST_USER_INTEGRATIONS: Operation = { name: "list-user-integrations", repeatable: true };
export const LIST_TOOLS: Operation = { name: "list-tools", repeatable: true };

/** Never repeated: a tool may write. */
export const CALL_TOOL: Operation = {
  name: "call-tool",
  repeatable: false,
  change: {
    not: "The tool was not run.",
    perhaps: "The tool may have run all the same. See what it did before running it again.",
  },
};
