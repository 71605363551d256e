import type { JsonRecord } from "./json";

/** What a value may be, as far as a form can ask for it. */
export type Field = {
  description: string;
  /** Whether null is allowed too. */
  nullable: boolean;
  /** What the schema says is taken where nothing is given; undefined where it says nothing. */
  fallback: unknown;
} & Shape;

type Shape =
  | TextShape
  | NumberShape
  | { kind: "boolean" }
  | { kind: "choice"; options: readonly Choice[] }
  | { kind: "list"; item: Field; least: number; most: number | null }
  | { kind: "object"; properties: readonly Property[] }
  /** What no control can ask for: it is given as JSON. `words` says what it is. */
  | { kind: "json"; words: string };

export type TextShape = {
  kind: "text";
  /** JSON Schema's `format`, such as `email` or `date`. */
  format: string | null;
  /** In characters. */
  least: number;
  most: number | null;
};

export type NumberShape = { kind: "number"; whole: boolean; least: Bound | null; most: Bound | null };
export type Bound = { value: number; exclusive: boolean };

/** `key` is the value as JSON: a text that a control can hold. */
export type Choice = { key: string; label: string };
export type Property = { name: string; required: boolean; field: Field };
export type ObjectField = Extract<Field, { kind: "object" }>;

/** What was typed for a field so far. */
export type Draft =
  /** Text and numbers as typed, a boolean as `true` or `false`, a choice by its key. Empty where nothing is given. */
  | { kind: "scalar"; text: string }
  | { kind: "list"; items: readonly ListItem[] }
  /** `rest` holds the properties that the form has no field for. */
  | { kind: "object"; properties: Record<string, Draft>; rest: JsonRecord }
  | { kind: "json"; text: string };

/** `id` tells an item from its neighbours while some of them are taken out. */
export type ListItem = { id: number; draft: Draft };
export type ListDraft = Extract<Draft, { kind: "list" }>;
export type ObjectDraft = Extract<Draft, { kind: "object" }>;

/** By the name of the tool. */
export type Drafts = Record<string, Draft>;
