import type { Example, ExampleRequest, Variable } from "./example";

export const LANGUAGES = ["curl", "typescript", "python"] as const;
export type Language = (typeof LANGUAGES)[number];

type Asked = ExampleRequest & {
  method: string;
  /** Where the API stands. */
  base: string;
};

/** What holds the API key in the environment of whoever runs an example. */
const KEY = "PATCHBAY_API_KEY";

/** A request as a program that can be run as it stands, with nothing installed beside the language. */
export function snippetOf(language: Language, asked: Asked): string {
  return WRITERS[language](asked);
}

const WRITERS: Record<Language, (asked: Asked) => string> = {
  curl: writeCurl,
  typescript: writeTypeScript,
  python: writePython,
};

function writeCurl({ method, base, path, query, body }: Asked): string {
  const lines = [
    `curl --fail-with-body --silent --show-error --request ${method} "${address({ base, path, query }, (name) => `$${name}`)}"`,
    `  --header "Authorization: Bearer $${KEY}"`,
  ];
  if (body === undefined) return lines.join(" \\\n");
  // Unquoted, so that the shell puts in what the environment holds.
  const json = write(body, JSON_WORDS, (name) => `"$${name}"`).replaceAll("`", "\\`");
  return `${[...lines, '  --header "Content-Type: application/json"', "  --data @- <<JSON"].join(" \\\n")}\n${json}\nJSON`;
}

function writeTypeScript({ method, base, path, query, body }: Asked): string {
  const url = address({ base, path, query }, (name) => `\${process.env.${name}}`);
  const headers = [`Authorization: \`Bearer \${process.env.${KEY}}\``];
  if (body !== undefined) headers.push('"Content-Type": "application/json"');
  const sent =
    body === undefined
      ? []
      : [`  body: JSON.stringify(${indent(write(body, JSON_WORDS, (name) => `process.env.${name}`))}),`];
  return [
    `const response = await fetch(\`${url}\`, {`,
    `  method: "${method}",`,
    `  headers: { ${headers.join(", ")} },`,
    ...sent,
    "});",
    "if (!response.ok) throw new Error(await response.text());",
    "console.log(await response.text());",
  ].join("\n");
}

function writePython({ method, base, path, query, body }: Asked): string {
  const url = address({ base, path, query }, (name) => `{os.environ['${name}']}`);
  const headers = [`"Authorization": f"Bearer {os.environ['${KEY}']}"`];
  if (body !== undefined) headers.push('"Content-Type": "application/json"');
  const sent =
    body === undefined
      ? []
      : [
          `    data=json.dumps(${indent(
            write(body, PYTHON_WORDS, (name) => `os.environ["${name}"]`),
            4,
          )}).encode(),`,
        ];
  return [
    body === undefined ? "import os, urllib.request" : "import json, os, urllib.request",
    "",
    "request = urllib.request.Request(",
    `    f"${url}",`,
    `    method="${method}",`,
    `    headers={${headers.join(", ")}},`,
    ...sent,
    ")",
    "with urllib.request.urlopen(request) as response:",
    "    print(response.read().decode())",
  ].join("\n");
}

type Place = Pick<Asked, "base" | "path" | "query">;

/** @param hole how the language puts what the environment holds into a text */
function address({ base, path, query }: Place, hole: (name: string) => string): string {
  const text = (value: Example) =>
    isVariable(value) ? hole(value.variable) : encodeURIComponent(String(value));
  const parts = path.map((part, index) => (index % 2 === 0 ? String(part) : text(part)));
  const asked = Object.entries(query).map(([name, value]) => `${name}=${text(value)}`);
  return `${base}${parts.join("")}${asked.length > 0 ? `?${asked.join("&")}` : ""}`;
}

const JSON_WORDS = { true: "true", false: "false", null: "null" };
const PYTHON_WORDS: typeof JSON_WORDS = { true: "True", false: "False", null: "None" };

/** A value as a literal. */
function write(value: Example, words: typeof JSON_WORDS, hole: (name: string) => string, depth = 0): string {
  const inner = (one: Example) => write(one, words, hole, depth + 1);
  if (typeof value === "boolean" || value === null) return words[`${value}`];
  if (typeof value !== "object") return JSON.stringify(value);
  if (isVariable(value)) return hole(value.variable);
  if (Array.isArray(value)) return `[${value.map(inner).join(", ")}]`;
  const fields = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${inner(one)}`);
  if (fields.length === 0) return "{}";
  const margin = "  ".repeat(depth);
  return `{\n${fields.map((field) => `${margin}  ${field}`).join(",\n")}\n${margin}}`;
}

function indent(text: string, by = 2): string {
  return text.replaceAll("\n", `\n${" ".repeat(by)}`);
}

function isVariable(value: Example): value is Variable {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "variable" in value;
}
