import { queryOptions, useMutation } from "@tanstack/react-query";
import { callTool, listTools } from "@/lib/api/tools";
import type { CallToolForm } from "@/lib/contracts/tool";

export const toolKeys = {
  list: (id: string) => ["tools", id] as const,
};

/** What an instance's URL serves. Asked whenever somebody opens the tools, and not at each focus: it is a call of its own. */
export const toolsQuery = (id: string) =>
  queryOptions({
    queryKey: toolKeys.list(id),
    queryFn: ({ signal }) => listTools(id, signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** Runs a tool. What comes back is somebody's data: it goes with the component that shows it. */
export function useCallTool(id: string) {
  return useMutation({ mutationFn: (form: CallToolForm) => callTool(id, form), gcTime: 0 });
}
