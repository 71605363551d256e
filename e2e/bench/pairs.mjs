/** The middle of some numbers; of an even count the mean of the two in the middle. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/**
 * Measures two things in turns, so that whatever else the machine does meets both alike. Which comes first alternates.
 * @param ours measures once; `theirs` likewise. Both are given the number of the round.
 * @param rounds how many are kept, after `warmUp` that are not
 * @returns the pairs `[ours, theirs]`
 */
export async function measureInTurns({ ours, theirs, rounds, warmUp }) {
  const pairs = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const oursFirst = round % 2 === 0;
    const first = await (oursFirst ? ours : theirs)(round);
    const second = await (oursFirst ? theirs : ours)(round);
    if (round >= warmUp) pairs.push(oursFirst ? [first, second] : [second, first]);
  }
  return pairs;
}

/** Where the middle half of some numbers lies, from which to which. */
export function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  return [at(0.25), at(0.75)];
}

/**
 * Pairs of numbers as a line of the report: the medians, where the middle half of the first lies, and the median of what
 * the first is more than the second.
 */
export function compare(pairs) {
  const ours = median(pairs.map(([first]) => first));
  const theirs = median(pairs.map(([, second]) => second));
  return {
    ours,
    spread: spread(pairs.map(([first]) => first)),
    theirs,
    added: median(pairs.map(([first, second]) => first - second)),
    ratio: ours / theirs,
  };
}
