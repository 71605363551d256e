import { expect, test } from "vitest";
import { hoursByUpstream } from "./hours";

const AS_OF = Date.parse("2026-03-12T14:35:00Z");

test("every hour of the last 24 is there, in its place", () => {
  const row = { calls: 7, failures: 1, average: 40, slowest: 90 };
  const [us, embedded, ...others] = hoursByUpstream(
    [
      { upstream: "us", hour: "2026-03-11T15:00:00.000Z", ...row },
      { upstream: "embedded", hour: "2026-03-12T14:00:00.000Z", ...row },
      { upstream: "us", hour: "2026-03-11T14:00:00.000Z", ...row },
    ],
    AS_OF,
  );
  expect(others).toEqual([]);
  expect(us?.hours).toHaveLength(24);
  expect(us?.hours.filter(({ calls }) => calls > 0)).toHaveLength(1);
  expect(us?.hours[0]).toMatchObject({ hour: "2026-03-11T15:00:00.000Z", calls: 7 });
  expect(embedded?.hours.at(-1)).toMatchObject({ hour: "2026-03-12T14:00:00.000Z", calls: 7 });
});
