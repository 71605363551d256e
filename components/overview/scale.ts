const STEPS = [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10];

/** Where an axis that has to reach `most` ends: the next round number, of which the half is whole too. */
export function axisEnd(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(2, most)));
  const ends = STEPS.map((step) => Math.round(step * power * 10) / 10);
  return ends.find((end) => end >= most && end % 2 === 0) ?? 10 * power;
}
