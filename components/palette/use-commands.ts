import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Role } from "@/lib/contracts/member";
import { suggestionsQuery } from "@/lib/queries/instances";
import { foundInstancesQuery, foundUsersQuery } from "@/lib/queries/palette";
import { type CommandGroup, commandGroups, offboardingOf } from "./commands";

/** In milliseconds: less than it takes to notice, more than between two keys. */
const SETTLE = 120;

/** What answers to what is typed: pages and servers at once, instances and users when the database has answered. */
export function useCommands(
  typed: string,
  role: Role,
): { groups: CommandGroup[]; searching: boolean; error: Error | null } {
  const query = typed.trim();
  const settled = useSettled(query);
  const { data: suggestions } = useQuery(suggestionsQuery);
  const instances = useQuery(foundInstancesQuery(settled));
  const users = useQuery(foundUsersQuery(offboardingOf(settled) ?? settled));
  // What was found for the text before is not what Enter would be pressed for.
  const current = query !== "" && settled === query;

  return {
    groups: commandGroups({
      query,
      role,
      recentServers: suggestions?.recentServers ?? [],
      instances: (current && instances.data) || [],
      users: (current && users.data) || [],
    }),
    searching: query !== "" && (!current || instances.isFetching || users.isFetching),
    error: instances.error ?? users.error,
  };
}

/** A text once it has stayed the same for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
