import { describe } from "vitest";
import { engineReadiness, engineToolVersion } from "../db/schema/engine-target";
import { engineCall } from "../db/schema/engine-usage";
import { openTestDatabase } from "../db/testing";
import { testOddRows } from "./testing-odd-rows";

const SHAPES = ["no JSON", "null", '{"access_token":7}'];
const WORDS = ["paused"];
const JSON_TEXTS: unknown[] = [engineToolVersion.definition, engineReadiness.words, engineCall.hint];

/** Columns of secrets, of a vocabulary and of JSON; the rest is tried with what takes minutes. */
describe("what one row of the engine has wrong", () => {
  testOddRows(
    () => openTestDatabase(),
    (column, isSealed) => {
      if (isSealed || JSON_TEXTS.includes(column)) return SHAPES;
      return column.enumValues?.length ? WORDS : undefined;
    },
  );
});
