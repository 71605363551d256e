import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { Disclosure } from "@/components/ui/disclosure";
import type { OpenApiDocument } from "@/lib/openapi/document";
import { exampleRequest } from "@/lib/openapi/example";
import { type Language, snippetOf } from "@/lib/openapi/snippet";
import type { Entry } from "./operations";
import { FieldLine, SchemaFields } from "./schema-fields";

type OperationSectionProps = { document: OpenApiDocument; entry: Entry; language: Language };

/** One operation: what goes in, what comes out, what may go wrong, and a program that asks for it. */
export function OperationSection({ document, entry, language }: OperationSectionProps) {
  const { method, path, operation } = entry;
  const { operationId, summary, parameters = [], requestBody, responses } = operation;
  const base = document.servers[0]?.url ?? "";
  const snippet = snippetOf(language, { method, base, ...exampleRequest(document, path, operation) });
  const body = requestBody?.content["application/json"]?.schema;
  const answer = Object.values(responses[200]?.content ?? {})[0]?.schema;
  const errors = Object.entries(responses).filter(([status]) => status !== "200");

  return (
    <section
      aria-labelledby={`${operationId} ${operationId}-address`}
      className="scroll-mt-6 border-border border-t py-8"
    >
      <h3 id={operationId} className="scroll-mt-6 font-semibold">
        <a href={`#${operationId}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <p id={`${operationId}-address`} className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone="accent">{method}</Badge>
        <code className="min-w-0 break-all font-mono text-sm">{path}</code>
        {operation["x-scope"] && <Badge>scope {operation["x-scope"]}</Badge>}
        {operation["x-role"] && <Badge>role {operation["x-role"]}</Badge>}
      </p>
      <div className="mt-4 grid items-start gap-x-8 gap-y-5 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          {parameters.length > 0 && (
            <Part title="Parameters">
              <ul className="flex flex-col gap-1.5">
                {parameters.map((parameter) => (
                  <li key={parameter.name}>
                    <FieldLine document={document} {...parameter} />
                  </li>
                ))}
              </ul>
            </Part>
          )}
          {body && (
            <Part title="Body">
              <SchemaFields document={document} schema={body} />
            </Part>
          )}
          {answer && (
            <Part title="Answer">
              <SchemaFields document={document} schema={answer} />
            </Part>
          )}
          <Disclosure summary="Errors">
            <ul className="flex flex-col gap-1 text-sm">
              {errors.map(([status, { description }]) => (
                <li key={status}>
                  <code className="font-mono text-xs">{status}</code>{" "}
                  <span className="text-muted">{description}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        </div>
        <CodeBlock label={`${summary} in ${language} (${method} ${path})`} code={snippet} />
      </div>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h4 className="mb-1.5 font-medium text-muted text-xs">{title}</h4>
      {children}
    </div>
  );
}
