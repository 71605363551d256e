import { useSearchParams } from "next/navigation";

const TABS = ["overview", "tools", "history"] as const;
type InstanceTab = (typeof TABS)[number];

type View = {
  tab: InstanceTab;
  /** The name of the tool that is open. */
  tool: string | null;
};

/** What is on show of an instance, kept in the URL so that it can be sent to a colleague. */
export function useView() {
  const params = useSearchParams();
  const view: View = {
    tab: TABS.find((tab) => tab === params.get("tab")) ?? "overview",
    tool: params.get("tool"),
  };
  return {
    ...view,
    showTab: (tab: InstanceTab) => window.history.replaceState(null, "", address({ ...view, tab })),
    /** Going back leads to the list again, which on a narrow screen stood in the tool's place. */
    showTool: (tool: string | null) => window.history.pushState(null, "", address({ ...view, tool })),
  };
}

function address({ tab, tool }: View): string {
  const params = new URLSearchParams();
  if (tab !== "overview") params.set("tab", tab);
  if (tool !== null) params.set("tool", tool);
  return params.size > 0 ? `?${params}` : window.location.pathname;
}
