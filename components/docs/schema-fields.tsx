import type { JsonSchema, OpenApiDocument } from "@/lib/openapi/document";
import { fieldsOf, schemaWords } from "./schema-words";

/** Deeper than this, the document says more. */
const DEPTH = 3;

type SchemaFieldsProps = { document: OpenApiDocument; schema: JsonSchema; depth?: number };

/** The fields that a schema names, with what each may be. */
export function SchemaFields({ document, schema, depth = 0 }: SchemaFieldsProps) {
  const fields = fieldsOf(document, schema);
  if (fields.length === 0) {
    return depth === 0 && <p className="text-muted text-sm">{schemaWords(document, schema)}</p>;
  }
  return (
    <ul
      className={
        depth === 0 ? "flex flex-col gap-1.5" : "mt-1.5 flex flex-col gap-1.5 border-border border-l pl-3"
      }
    >
      {fields.map((field) => (
        <li key={field.name} className="min-w-0 text-sm">
          <FieldLine document={document} {...field} />
          {depth + 1 < DEPTH && <SchemaFields document={document} schema={field.schema} depth={depth + 1} />}
        </li>
      ))}
    </ul>
  );
}

type FieldLineProps = {
  document: OpenApiDocument;
  name: string;
  schema: JsonSchema;
  required: boolean;
};

/** A field's name, what it may be, and whether it must be there. */
export function FieldLine({ document, name, schema, required }: FieldLineProps) {
  return (
    <p className="break-words">
      <code className="font-mono text-xs">{name}</code>{" "}
      <span className="text-muted text-xs">
        {schemaWords(document, schema)}
        {required && <strong className="font-medium text-foreground">, required</strong>}
        {schema.default !== undefined && `, ${JSON.stringify(schema.default)} unless said`}
      </span>
    </p>
  );
}
