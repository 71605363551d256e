import { describe } from "vitest";
import { TEST_DATABASES } from "../db/testing";
import { testOddRows } from "./testing-odd-rows";

const ODD = {
  text: ["", "no JSON", "null", "[]", '{"access_token":7}', "javascript:alert(1)", "a b\n<b>".repeat(1_000)],
  time: ["infinity", "-infinity", "0044-03-15 BC", "20000-01-01"],
  number: ["-1", "0", "2147483647"],
};

describe.each(TEST_DATABASES)("on %s, what one row of the engine has wrong", (_, open) => {
  testOddRows(open, (column) => {
    const type = column.getSQLType();
    if (type === "text") return ODD.text;
    if (/^(timestamp|date)/.test(type)) return ODD.time;
    return /^(integer|bigint)$/.test(type) ? ODD.number : undefined;
  });
});
