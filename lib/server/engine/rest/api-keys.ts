import type { EngineScope } from "@/lib/contracts/api-key";

/** That a key was used for more than to read. */
export type KeyUse = {
  /** The operation, as the API's document names it. */
  operation: string;
  /** What the request or its answer named. */
  instanceId?: string;
  userId?: string;
  status: number;
  requestId: string;
  headers: Headers;
};

/** What a key stands for. */
export type ApiKey = {
  /** Names it where its requests are counted. */
  id: string;
  account: string;
  scopes: readonly string[];
  /** Why it opens nothing any more, in a sentence. */
  refusal?: string | undefined;
  /** The scopes whose use is told of. */
  told: readonly EngineScope[];
  /** Keeps a use, before it is answered. Where it cannot be kept, there is no answer. */
  tell(use: KeyUse): Promise<void>;
};

/** Finds a key by its secret; undefined for a text that is none. */
export type FindKey = (secret: string) => Promise<ApiKey | undefined>;
