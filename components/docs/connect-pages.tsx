import type { OpenApiDocument } from "@/lib/openapi/document";
import { pagesOf } from "./operations";

/** The pages at which people connect their accounts, with what each takes. */
export function ConnectPages({ document }: { document: OpenApiDocument }) {
  return (
    <section aria-labelledby="connect-pages" className="border-border border-t py-8">
      <h3 id="connect-pages" className="scroll-mt-6 font-semibold">
        Pages at which people connect
      </h3>
      <p className="mt-1.5 max-w-[72ch] text-muted text-sm">
        Open them in a browser; they take no key. An instance's{" "}
        <code className="font-mono text-xs">oauthUrl</code> leads to its own.
      </p>
      <ul className="mt-3 flex flex-col gap-1.5 text-sm">
        {pagesOf(document).map(({ path, operation: { parameters = [] } }) => (
          <li key={path} className="break-words">
            <code className="break-all font-mono text-xs">{path}</code>{" "}
            <span className="text-muted text-xs">
              {parameters.map(({ name, required }) => (required ? `${name} (required)` : name)).join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
