import { showUnseen } from "@/lib/words/unseen";
import type { Property } from "./schema/field";
import { limitWords, typeWords } from "./schema/words";

/** What a tool takes: names, types, limits and words, indented as it is nested. */
export function SchemaOutline({ properties }: { properties: readonly Property[] }) {
  if (properties.length === 0)
    return <p className="text-muted text-sm">It takes no arguments that it names.</p>;
  return (
    <ul className="flex flex-col gap-2.5 ml-1 border-border border-l pl-3">
      {properties.map((property) => (
        <OutlineItem key={property.name} property={property} />
      ))}
    </ul>
  );
}

function OutlineItem({ property: { name, required, field } }: { property: Property }) {
  const inner = field.kind === "list" ? field.item : field;
  return (
    <li className="text-xs">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="font-medium font-mono text-foreground [overflow-wrap:anywhere]">
          {showUnseen(name)}
        </code>
        <span className="text-muted">{[typeWords(field), ...limitWords(field)].join(", ")}</span>
        {required && <span className="font-medium text-caution">required</span>}
      </p>
      {inner.kind === "choice" && (
        <p className="mt-1 flex flex-wrap gap-1">
          {inner.options.map(({ key, label }) => (
            <code key={key} className="rounded-sm border border-border bg-inset px-1 font-mono">
              {showUnseen(label)}
            </code>
          ))}
        </p>
      )}
      {field.description && (
        <p className="mt-0.5 max-w-[72ch] whitespace-pre-wrap text-muted">{showUnseen(field.description)}</p>
      )}
      {inner.kind === "object" && (
        <div className="mt-2">
          <SchemaOutline properties={inner.properties} />
        </div>
      )}
    </li>
  );
}
