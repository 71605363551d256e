import { Alert } from "@/components/ui/alert";
import type { ReadTargetAnswer } from "@/lib/contracts/target";
import { countWords } from "@/lib/words/count";

/** Whose connections a change touches, said before it is made. */
export function Affected({ affected: { count, instances } }: Pick<ReadTargetAnswer, "affected">) {
  if (count === 0) return null;
  const users = [...new Set(instances.map(({ userId }) => userId))];
  return (
    <Alert
      kind="caution"
      title={`A change touches ${countWords(count, "connected instance")}`}
      className="mb-4"
    >
      They may have to connect their accounts again: <span className="break-words">{users.join(", ")}</span>
      {count > instances.length && " and others"}.
    </Alert>
  );
}
