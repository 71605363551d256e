import { isKept } from "@/lib/contracts/number";
import type {
  Bound,
  Draft,
  Field,
  ListDraft,
  NumberShape,
  ObjectDraft,
  ObjectField,
  TextShape,
} from "./field";
import { isRecord, type JsonRecord, ownAt, parseJson, tooPrecise } from "./json";

/** What is wrong with a draft, by the JSON pointer (RFC 6901) of the field. */
export type Problems = ReadonlyMap<string, string>;

type Read = {
  /** Undefined where nothing is given. What is wrong is here as it was typed, so that a switch of editors loses nothing. */
  value: unknown;
  problems: Problems;
};

/** The JSON value that a draft stands for, and what is wrong with it. The server has the last word: patterns are its own. */
export function readDraft(field: Field, draft: Draft, required: boolean, path = ""): Read {
  switch (draft.kind) {
    case "json":
      return readJson(field, draft.text, required, path);
    case "list":
      return field.kind === "list" ? readItems(field, draft, required, path) : nothing;
    case "object":
      return field.kind === "object" ? readObject(field, draft, required, path) : nothing;
    case "scalar":
      return readScalar(field, draft.text, required, path);
  }
}

/** A tool's arguments, which are an object whatever happens. */
export function readArguments(field: ObjectField, draft: Draft): { value: JsonRecord; problems: Problems } {
  const { value, problems } = readDraft(field, draft, true);
  if (isRecord(value)) return { value, problems };
  return { value: {}, problems: problems.size > 0 ? problems : new Map([["", NOT_AN_OBJECT]]) };
}

export function pathTo(path: string, key: string | number): string {
  return `${path}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

const NOT_AN_OBJECT = "Arguments are one JSON object, such as {}.";
const nothing: Read = { value: undefined, problems: new Map() };

function wrong(path: string, words: string, value?: unknown): Read {
  return { value, problems: new Map([[path, words]]) };
}

function absent(field: Field, required: boolean, path: string): Read {
  if (!required) return nothing;
  return field.nullable ? { value: null, problems: new Map() } : wrong(path, "Fill this in.");
}

function readScalar(field: Field, text: string, required: boolean, path: string): Read {
  if (text === "") return absent(field, required, path);
  switch (field.kind) {
    case "number":
      return readNumber(field, text, path);
    case "boolean":
      return { value: text === "true", problems: new Map() };
    case "choice":
      return readJson(field, text, required, path);
    case "text": {
      const words = lengthProblem(field, text);
      return words ? wrong(path, words, text) : { value: text, problems: new Map() };
    }
    default:
      return nothing;
  }
}

function lengthProblem({ least, most }: TextShape, text: string): string | null {
  // JSON Schema counts characters, not the halves that some of them are made of.
  const length = [...text].length;
  if (length < least) return `Use at least ${least} characters.`;
  if (most !== null && length > most) return `Use at most ${most} characters; these are ${length}.`;
  return null;
}

/** As people write numbers. What else JavaScript takes for one, such as 0x10, is a slip of the hand. */
const DECIMAL = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function readNumber({ whole, least, most }: NumberShape, text: string, path: string): Read {
  const written = text.trim().replace(/^\+/, "");
  if (!DECIMAL.test(written) || !Number.isFinite(Number(written)))
    return wrong(path, "Enter a number.", text);
  if (!isKept(written)) return wrong(path, tooPrecise(written), text);
  const value = Number(written);
  if (whole && !Number.isInteger(value)) return wrong(path, "Enter a whole number.", value);
  if (least && isBeyond(least, least.value - value)) {
    return wrong(
      path,
      least.exclusive ? `Enter more than ${least.value}.` : `Enter at least ${least.value}.`,
      value,
    );
  }
  if (most && isBeyond(most, value - most.value)) {
    return wrong(
      path,
      most.exclusive ? `Enter less than ${most.value}.` : `Enter at most ${most.value}.`,
      value,
    );
  }
  return { value, problems: new Map() };
}

function isBeyond({ exclusive }: Bound, distance: number): boolean {
  return exclusive ? distance >= 0 : distance > 0;
}

function readJson(field: Field, text: string, required: boolean, path: string): Read {
  if (text.trim() === "") return absent(field, required, path);
  const parsed = parseJson(text);
  return "value" in parsed ? { value: parsed.value, problems: new Map() } : wrong(path, parsed.reason, text);
}

function readItems(
  { item, least, most, nullable }: Extract<Field, { kind: "list" }>,
  { items }: ListDraft,
  required: boolean,
  path: string,
): Read {
  if (items.length === 0 && !required) return nothing;
  if (items.length === 0 && nullable) return { value: null, problems: new Map() };
  const read = items.map(({ draft }, index) => readDraft(item, draft, true, pathTo(path, index)));
  const problems = new Map(read.flatMap((one) => [...one.problems]));
  if (items.length < least) problems.set(path, `Add ${least} at least.`);
  if (most !== null && items.length > most) problems.set(path, `Keep ${most} at most.`);
  return { value: read.map(({ value }) => value).filter((value) => value !== undefined), problems };
}

function readObject(field: ObjectField, draft: ObjectDraft, required: boolean, path: string): Read {
  if (isBlank(draft)) {
    if (!required) return nothing;
    if (field.nullable) return { value: null, problems: new Map() };
  }
  const problems = new Map<string, string>();
  const entries: [string, unknown][] = [];
  for (const { name, field: inner, required: needed } of field.properties) {
    const given = ownAt(draft.properties, name) as Draft | undefined;
    const read = given
      ? readDraft(inner, given, needed, pathTo(path, name))
      : absent(inner, needed, pathTo(path, name));
    for (const [at, words] of read.problems) problems.set(at, words);
    if (read.value !== undefined) entries.push([name, read.value]);
  }
  return { value: Object.fromEntries([...entries, ...Object.entries(draft.rest)]), problems };
}

/** Whether nothing at all was typed. */
function isBlank(draft: Draft): boolean {
  switch (draft.kind) {
    case "list":
      return draft.items.length === 0;
    case "object":
      return Object.keys(draft.rest).length === 0 && Object.values(draft.properties).every(isBlank);
    default:
      return draft.text === "";
  }
}
