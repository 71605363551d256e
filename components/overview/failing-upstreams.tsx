import { Alert } from "@/components/ui/alert";
import type { Overview } from "@/lib/contracts/overview";
import { failingUpstreams } from "@/lib/contracts/terms/failing";
import { countWords, numberWords } from "@/lib/words/count";
import { UPSTREAM_LABELS } from "@/lib/words/labels";

type FailingUpstreamsProps = Pick<Overview, "upstreams"> & { asOf: number };

/** The upstreams that fail at present, before all else: what hangs on them can neither be made nor connected. */
export function FailingUpstreams({ upstreams, asOf }: FailingUpstreamsProps) {
  return failingUpstreams(upstreams, asOf).map(({ upstream, calls, failures }) => (
    <Alert key={upstream} kind="negative" title={`${UPSTREAM_LABELS[upstream]} is failing`}>
      {numberWords(failures)} of {countWords(calls, "call")} failed in the last two hours. Creating,
      connecting and checking its instances may fail until it answers again.
    </Alert>
  ));
}
