import { describe, expect, it } from "vitest";
import { childrenOf, leafWords, summaryOf } from "./json-nodes";
import { type Block, readBlock, readStructured } from "./read-block";

const PIXEL = "iVBORw0KGgo=";

describe("readBlock", () => {
  it.each([
    ["a picture that can hold a script", { type: "image", data: PIXEL, mimeType: "image/svg+xml" }],
    ["a picture that is no base64", { type: "image", data: 'x" onerror="y', mimeType: "image/png" }],
    ["a picture of no type", { type: "image", data: PIXEL }],
    ["sound", { type: "audio", data: PIXEL, mimeType: "audio/wav" }],
    ["a text that is none", { type: "text", text: 5 }],
    ["a link to nowhere", { type: "resource_link", name: "x" }],
    ["a resource that is none", { type: "resource", resource: null }],
    ["what nobody knows", { odd: true }],
  ])("shows %s as the JSON that it is", (_, block) => {
    expect(readBlock(block)).toEqual({ kind: "json", value: block, text: JSON.stringify(block, null, 2) });
  });

  it.each(["plain", "12", "null", "{ not json", "[x]"])("shows the text %j as it is", (text) => {
    expect(readBlock({ type: "text", text })).toEqual({ kind: "text", text });
  });

  it("reads the JSON in a text, and keeps the text", () => {
    const text = ' {"a": [1]}';
    expect(readBlock({ type: "text", text })).toEqual({ kind: "json", value: { a: [1] }, text });
  });

  it.each(["image/png", "image/jpeg", "image/webp", "image/gif"])("shows a picture: %s", (mimeType) => {
    expect(readBlock({ type: "image", data: PIXEL, mimeType })).toEqual({
      kind: "image",
      source: `data:${mimeType};base64,${PIXEL}`,
      mimeType,
    });
  });

  it("tells where a resource is, without following it", () => {
    const uri = "javascript:alert(1)";
    expect(
      readBlock({ type: "resource_link", uri, name: "n", title: "Notes", mimeType: "text/plain" }),
    ).toEqual({
      kind: "resource",
      name: "Notes",
      uri,
      about: "text/plain",
      text: "",
    });
    expect(readBlock({ type: "resource", resource: { uri: "file:///a", text: "inside" } })).toMatchObject({
      kind: "resource",
      name: "Resource",
      text: "inside",
    });
  });
});

describe("the numbers of an answer", () => {
  const leaf = (digits: string) => {
    const block = readBlock({ type: "text", text: `{"id":${digits}}` });
    const [[, value] = []] = (block.kind === "json" && childrenOf(block.value)) || [];
    return { block, shown: leafWords(value), inside: childrenOf(value) };
  };

  it.each([
    "1234567890123456789",
    "9007199254740993",
    "-12345678901234567890123",
    "1.10",
    "1e400",
    "1E5",
    "0.1234567890123456789",
    "7",
    "-0.5",
  ])("are shown as they came: %s", (digits) => {
    const { block, shown, inside } = leaf(digits);
    expect(shown).toBe(digits);
    expect(inside).toBeNull();
    // What is copied is what came.
    expect(block).toMatchObject({ text: `{"id":${digits}}` });
  });

  it("and a text that looks like what stands for one stays a text, or becomes no more than digits", () => {
    expect(leaf('"1234567890123456789"').shown).toBe('"1234567890123456789"');
    expect(leaf('"\uE000<b>"').shown).toBe('"\uE000<b>"');
  });
});

it("shows the names of an answer in their order, numbers and the prototype's among them", () => {
  const text = '{"b":1,"10":{"7" : "\\"5\\":", "2":0},"a":2,"2":[3],"__proto__":4,"01":5}';
  const block = readBlock({ type: "text", text });
  const children = (block.kind === "json" && childrenOf(block.value)) || [];
  expect(children.map(([name]) => name)).toEqual(["b", "10", "a", "2", "__proto__", "01"]);
  expect(childrenOf(children[1]?.[1])).toEqual([
    ["7", '"5":'],
    ["2", 0],
  ]);
  expect(childrenOf(children[3]?.[1])).toEqual([["0", 3]]);
  expect(summaryOf(children[1]?.[1])).toBe("{ 7, 2 }");
});

describe("structured content", () => {
  const text = (value: unknown): Block => readBlock({ type: "text", text: JSON.stringify(value) });

  it.each([null, undefined])("that is %j is not there", (structured) => {
    expect(readStructured(structured, [])).toBeUndefined();
  });

  it.each([{ answer: 42 }, [1, 2], "text", 0, false, {}])(
    "%j is shown where no block says it",
    (structured) => {
      for (const blocks of [[], [text({ another: 1 })], [readBlock({ type: "text", text: "42" })]]) {
        expect(readStructured(structured, blocks)).toMatchObject({ kind: "json", value: structured });
      }
    },
  );

  it("is not shown twice", () => {
    const structured = { a: [1, { b: "x" }], c: null };
    expect(
      readStructured(structured, [text("other"), text({ c: null, a: [1, { b: "x" }] })]),
    ).toBeUndefined();
  });
});
