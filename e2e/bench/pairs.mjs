/** The middle of some numbers; of an even count the mean of the two in the middle. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/**
 * Measures several things in turns, so that whatever else the machine does meets all alike. Who goes first alternates.
 * @param ways functions by name, each of which measures once and is given the number of the round
 * @param rounds how many are kept, after `warmUp` that are not
 * @returns what each measured, by name
 */
export async function measureInTurns(ways, { rounds, warmUp }) {
  const names = Object.keys(ways);
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const value = await ways[name](round);
      if (round >= warmUp) measured[name].push(value);
    }
  }
  return measured;
}

/** Where the middle half of some numbers lies, from which to which. */
export function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  return [at(0.25), at(0.75)];
}

/** How much more the first were than the second, round by round. */
export const difference = (ours, theirs) => ours.map((value, round) => value - theirs[round]);

/**
 * Two things measured in turns as a line of the report: the medians, where the middle half of the first lies, and the
 * median of what the first is more than the second.
 */
export function compare(ours, theirs) {
  return {
    ours: median(ours),
    spread: spread(ours),
    theirs: median(theirs),
    added: median(difference(ours, theirs)),
    ratio: median(ours) / median(theirs),
  };
}
