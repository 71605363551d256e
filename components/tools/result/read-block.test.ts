import { describe, expect, it } from "vitest";
import { readBlock } from "./read-block";

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
