import { useVisitorWords } from "@/components/connect/visitor-words";
import { Eye, PencilLine } from "@/components/ui/icons";
import type { OpenedItem } from "@/lib/contracts/link";

/** What connecting an account lets the agent do. */
export function LinkAccess({ isReadOnly }: Pick<OpenedItem, "isReadOnly">) {
  const { words } = useVisitorWords();
  const Icon = isReadOnly ? Eye : PencilLine;
  return (
    <p className="flex items-start gap-1.5 text-muted text-sm">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {isReadOnly ? words.readOnly : words.readWrite}
    </p>
  );
}
