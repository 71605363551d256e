import { Badge, type Tone } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Readiness } from "@/lib/contracts/target";
import { VERDICT_LABELS } from "@/lib/words/labels";

const TONES: Record<Readiness["verdict"], Tone> = {
  works: "positive",
  "takes-key": "info",
  "needs-own-app": "caution",
  "callback-not-allowed": "caution",
  unreachable: "negative",
  unsafe: "negative",
};

/** What the last test of a server came to, and what to do about it. */
export function Verdict({ readiness }: { readiness: Readiness | null }) {
  if (!readiness) return <p className="text-muted text-xs">Not tested yet</p>;
  const { verdict, words, testedAt } = readiness;
  return (
    <div className="min-w-0 text-xs">
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={TONES[verdict]}>{VERDICT_LABELS[verdict]}</Badge>
        <span className="text-muted">
          <RelativeTime dateTime={testedAt} />
        </span>
      </p>
      <ul className="mt-1 text-muted">
        {words.map((sentence) => (
          <li key={sentence} className="break-words">
            {sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}
