import { describe, expect, it } from "vitest";
import { usersIn, withUser } from "./users-text";

describe("usersIn", () => {
  it.each([
    ["", []],
    [" ana@x.example \r\n\n bo@x.example", ["ana@x.example", "bo@x.example"]],
    ["ana@x.example, bo@x.example;cy\tdi", ["ana@x.example", "bo@x.example", "cy", "di"]],
    ["ana\nana\nANA", ["ana", "ANA"]],
    ["Ana Silva <ana@x.example>; 'bo'", ["ana@x.example", "bo"]],
    ["<b>not an address</b>", ["<b>not an address</b>"]],
    ["مريم\n张伟", ["مريم", "张伟"]],
  ])("finds each user of %j once", (text, users) => {
    expect(usersIn(text)).toEqual(users);
  });
});

it("adds a user and takes one away", () => {
  expect(withUser("ana", "bo", true)).toBe("ana\nbo");
  expect(withUser("ana, bo", "ana", false)).toBe("bo");
});
