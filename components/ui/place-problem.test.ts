import { expect, test } from "vitest";
import { RequestError } from "@/lib/api/request-error";
import type { Problem } from "@/lib/contracts/problem";
import { problemType } from "@/lib/contracts/terms/problem";
import { placeProblem } from "./place-problem";

type Values = { name: string; email: string };

/** What a form of a name and an email address is told, by place. */
function placed(error: unknown) {
  const told: Record<string, { message: string | undefined; focused: boolean }> = {};
  placeProblem<Values, unknown, Values>(
    {
      getValues: (() => ({ name: "", email: "" })) as never,
      setError: (place, { message }, options) => {
        told[place] = { message, focused: options?.shouldFocus ?? false };
      },
    },
    error,
  );
  return told;
}

const refusal = (fields?: Problem["fields"]) =>
  new RequestError({
    type: problemType("invalid"),
    title: "",
    status: 422,
    detail: "Correct what is marked.",
    requestId: "",
    ...(fields && { fields }),
  });

test("what is about fields stands on them alone, with the focus on the form's first", () => {
  expect(placed(refusal({ email: ["Taken.", "Too long."], name: ["Too short."] }))).toEqual({
    name: { message: "Too short.", focused: true },
    email: { message: "Taken.", focused: false },
  });
});

test("what the form has no field for is told for the whole of it", () => {
  const root = { message: "Correct what is marked.", focused: false };
  expect(placed(refusal())).toEqual({ root });
  expect(placed(refusal({ region: ["Name one."] }))).toEqual({ root });
  expect(placed(refusal({ region: ["Name one."], name: ["Too short."] }))).toEqual({
    root,
    name: { message: "Too short.", focused: true },
  });
  expect(placed(refusal({ name: [] }))).toEqual({ root });
});

test("a fault of ours is no silent form", () => {
  expect(placed(new TypeError("x is undefined")).root?.message).toBe("Something went wrong here. Try again.");
});
