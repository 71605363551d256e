import { useEffect, useState } from "react";
import { type CreateManyRequest, createManyRequestSchema } from "@/lib/contracts/create-many";
import type { ConnectionType } from "@/lib/contracts/klavis/create-instance";
import type { ServerName } from "@/lib/contracts/server-name";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { usersIn } from "./users-text";

/** The form as it is being filled in. */
export type Draft = {
  /** Empty where servers are chosen one by one. */
  bundleId: string;
  serverNames: readonly ServerName[];
  users: string;
  platformName: string;
  upstream: UpstreamId;
  connectionType: ConnectionType;
  isReadOnly: boolean;
};

export type DraftErrors = Partial<Record<"serverNames" | "userIds" | "platformName", string>>;

/** What a draft asks for, or what is wrong with it, by field. */
export function readDraft(draft: Draft): { request: CreateManyRequest | null; errors: DraftErrors } {
  const { bundleId, serverNames, users, platformName, ...rest } = draft;
  const parsed = createManyRequestSchema.safeParse({
    ...rest,
    ...(bundleId === "" ? { serverNames: [...serverNames] } : { bundleId }),
    userIds: usersIn(users),
    platformName: platformName.trim() || null,
  });
  if (parsed.success) return { request: parsed.data, errors: {} };
  const errors: DraftErrors = {};
  for (const { path, message } of parsed.error.issues) {
    const field = path[0];
    if (field === "serverNames" || field === "platformName") errors[field] ??= message;
    // A list that is long is no help without the name that is wrong.
    if (field === "userIds") errors[field] ??= usersError(usersIn(users)[Number(path[1])], message);
  }
  return { request: null, errors };
}

function usersError(user: string | undefined, message: string): string {
  return user === undefined ? message : `${user.slice(0, 60)}: ${message}`;
}

/** In milliseconds: less than it takes to notice, more than between two keys. */
const PAUSE = 300;

/** What a value has been for a moment, so that nothing is asked at each key. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
