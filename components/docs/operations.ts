import type { OpenApiDocument, Operation } from "@/lib/openapi/document";

export type Entry = { method: string; path: string; operation: Operation };

/** The operations that programs call, in the document's order. */
export function operationsOf(document: OpenApiDocument): Entry[] {
  return entriesOf(document).filter(({ operation }) => operation.security?.length);
}

/** The pages that people open, which take no key. */
export function pagesOf(document: OpenApiDocument): Entry[] {
  return entriesOf(document).filter(({ operation }) => !operation.security?.length);
}

function entriesOf({ paths }: OpenApiDocument): Entry[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}
