import { Badge } from "@/components/ui/badge";
import { Eye, Pencil } from "@/components/ui/icons";
import type { Tool } from "@/lib/contracts/tool";

/** Whether a tool only looks or also changes something, by icon and word. */
export function AccessBadge({ tool }: { tool: Tool }) {
  return tool.readOnly ? (
    <Badge tone="info">
      <Eye aria-hidden /> Read
    </Badge>
  ) : (
    <Badge tone="caution">
      <Pencil aria-hidden /> Write
    </Badge>
  );
}
