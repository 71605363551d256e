import { queryOptions } from "@tanstack/react-query";
import { searchInstances } from "@/lib/api/search";
import { listUsers } from "@/lib/api/users";
import { instanceKeys } from "./instances";
import { userKeys } from "./users";

/** Longer texts are not looked for. */
const MOST = 200;

/** The newest instances that answer to a text. */
export const foundInstancesQuery = (text: string) =>
  queryOptions({
    queryKey: instanceKeys.found(text),
    queryFn: async ({ signal }) => (await searchInstances({ q: text.slice(0, MOST) }, signal)).instances,
    enabled: text !== "",
  });

/** The users whose id holds a text. */
export const foundUsersQuery = (text: string) =>
  queryOptions({
    queryKey: userKeys.found(text),
    queryFn: async ({ signal }) => (await listUsers({ q: text.slice(0, MOST) }, signal)).users,
    enabled: text !== "",
  });
