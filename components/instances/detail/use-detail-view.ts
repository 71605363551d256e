import { changeAddress, useAddress } from "@/components/ui/address";
import { detailParams, type InstanceTab } from "./search-params";

/** What is on show of an instance, kept in the address so that it can be sent to a colleague. */
export function useDetailView() {
  const { tab = "overview", tool = null } = useAddress(detailParams);
  return {
    tab,
    tool,
    showTab: (next: InstanceTab) =>
      changeAddress(detailParams, { tab: next === "overview" ? undefined : next }, "replace"),
    /** Going back leads to the list again, which on a narrow screen stood in the tool's place. */
    showTool: (next: string | null) => changeAddress(detailParams, { tool: next ?? undefined }),
  };
}
