import MiniSearch from "minisearch";
import type { Tool } from "../../targets/port";

/** Characters of a question that are looked at: past these nobody asks, and each costs time. */
const QUESTION_AT_MOST = 1000;

/** Something that is searched for: a tool, with the server that it is of. */
export type Action = { serverName: string; tool: Tool };

/** Actions in which words of the question occur, the best first, ranked by BM25. */
export function searchActions(actions: readonly Action[], question: string): Action[] {
  const index = new MiniSearch({ fields: ["name", "description", "parameters"], processTerm });
  index.addAll(
    actions.map(({ tool }, id) => ({
      id,
      name: spaced(tool.name),
      description: [textOf(tool.title), textOf(tool.description)].join(" "),
      parameters: describeParameters(tool).join(" "),
    })),
  );
  const found = index.search(spaced(question.slice(0, QUESTION_AT_MOST)), {
    boost: { name: 4, description: 2 },
    prefix: (term) => term.length > 2,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
  });
  return found.flatMap(({ id }) => actions[id] ?? []);
}

/** `name: what it means`, for each parameter of the first level. */
export function describeParameters({ inputSchema }: Tool): string[] {
  const properties = fieldOf(inputSchema, "properties");
  if (typeof properties !== "object" || properties === null) return [];
  return Object.entries(properties).map(([name, schema]) => {
    const description = textOf(fieldOf(schema, "description"));
    return description ? `${name}: ${description}` : name;
  });
}

/** Of what a stranger's server says, the text; nothing where it is none. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

/** `listOpenIssues` as people would ask for it. */
function spaced(name: string): string {
  return name.replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2");
}

/** Words that every question has, and that say nothing of what is looked for. */
const EMPTY_WORDS = new Set("a an and for from in of on or the to with".split(" "));

function processTerm(term: string): string | null {
  const folded = term.toLowerCase();
  return EMPTY_WORDS.has(folded) ? null : folded;
}
