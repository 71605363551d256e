/** Joins class names and leaves out what is absent, so that `condition && "name"` reads well in place. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
