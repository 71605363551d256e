import { type JsonSchema, type OpenApiDocument, type Operation, type Parameter, resolve } from "./document";

/** A value that whoever runs the example sets in their environment. */
export type Variable = { variable: string };
export type Example = string | number | boolean | null | Variable | Example[] | { [name: string]: Example };

/** What an example request holds. */
export type ExampleRequest = {
  path: Example[];
  query: Record<string, Example>;
  body: Example | undefined;
};

/** By the field's name: what exists in one installation alone is left to whoever runs it. */
const VALUES: Record<string, Example> = {
  userId: "ada@example.com",
  user: "ada@example.com",
  person: "Ada",
  serverName: "GitHub",
  server: "GitHub",
  server_name: "GitHub",
  client_id: "my-client-id",
  client_secret: { variable: "CLIENT_SECRET" },
  instanceId: { variable: "INSTANCE_ID" },
  instance_id: { variable: "INSTANCE_ID" },
  instanceIds: [{ variable: "INSTANCE_ID" }],
  serverUrl: { variable: "SERVER_URL" },
  strataId: { variable: "STRATA_ID" },
  sandbox_id: { variable: "SANDBOX_ID" },
  key: { variable: "ACCOUNT_KEY" },
  token: { variable: "ACCOUNT_KEY" },
  toolName: "github_list_issues",
  name: "github_list_issues",
};

/** Of what one of several fields has to say, the one that an example says it by. */
const CHOICES = new Set(["instanceIds"]);

const IDS: [RegExp, string][] = [
  [/^\/api\/jobs\//, "JOB_ID"],
  [/^\/api\/links\//, "LINK_ID"],
  [/^\/api\/instances\//, "INSTANCE_ID"],
];

/** A request that the operation takes: what it requires, and of a body that requires nothing the first field. */
export function exampleRequest(
  document: OpenApiDocument,
  path: string,
  operation: Operation,
): ExampleRequest {
  const named = (name: string, schema: JsonSchema) =>
    name === "id" ? idOf(path) : exampleOf(document, schema, name);
  const parameters = operation.parameters ?? [];
  const query = parameters.filter((one) => one.in === "query" && one.required);
  const body = operation.requestBody?.content["application/json"]?.schema;
  return {
    path: path.split(/(\{\w+\})/).map((part) => {
      const parameter = parameters.find((one) => one.in === "path" && part === `{${one.name}}`);
      return parameter ? named(parameter.name, parameter.schema) : part;
    }),
    query: Object.fromEntries(query.map(({ name, schema }: Parameter) => [name, named(name, schema)])),
    body: body && exampleOf(document, body, ""),
  };
}

function idOf(path: string): Variable {
  return { variable: IDS.find(([pattern]) => pattern.test(path))?.[1] ?? "ID" };
}

function exampleOf(document: OpenApiDocument, schema: JsonSchema, name: string): Example {
  const known = VALUES[name];
  if (known !== undefined) return known;
  const {
    const: fixed,
    enum: values,
    anyOf,
    oneOf,
    default: usual,
    type,
    properties,
    required,
    items,
  } = resolve(document, schema);
  if (fixed !== undefined) return fixed as Example;
  if (values) return values[0] as Example;
  if (usual !== undefined && typeof usual !== "object") return usual as Example;
  const [first] = anyOf ?? oneOf ?? [];
  if (first) return exampleOf(document, first, name);
  if (properties) {
    const chosen = Object.keys(properties).filter((field) => CHOICES.has(field));
    const asked = [...new Set([...chosen, ...(required ?? [])])];
    const wanted = asked.length > 0 ? asked : Object.keys(properties).slice(0, 1);
    return Object.fromEntries(
      wanted.map((field) => [field, exampleOf(document, properties[field] ?? {}, field)]),
    );
  }
  if (type === "array") return items ? [exampleOf(document, items, name)] : [];
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") return 1;
  return type === "object" ? {} : "text";
}
