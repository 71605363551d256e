import { Badge, type Tone } from "@/components/ui/badge";
import { CardHeader, CardTitle } from "@/components/ui/card";
import { numberWords } from "@/lib/words/count";

type AttentionHeadingProps = { tone: Tone; title: string; words: string; count: number; more?: boolean };

/** What a card of the overview is about, and how many there are. */
export function AttentionHeading({ tone, title, words, count, more = false }: AttentionHeadingProps) {
  return (
    <CardHeader className="py-2.5">
      <div>
        <CardTitle className="flex items-center gap-2">
          {title} <Badge tone={tone}>{`${numberWords(count)}${more ? "+" : ""}`}</Badge>
        </CardTitle>
        <p className="mt-0.5 text-muted text-xs">{words}</p>
      </div>
    </CardHeader>
  );
}
