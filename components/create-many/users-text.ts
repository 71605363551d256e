/**
 * The users that a pasted text names, each once: one a line, or separated by commas, semicolons or tabs. Of a name with
 * an address, as mail programs copy it, the address is the user.
 */
export function usersIn(text: string): string[] {
  const names = text.split(/[\n\r\t,;]+/).map((name) => {
    const plain = name.trim().replace(/^(["'])(.*)\1$/, "$2");
    return /<([^<>\s]+@[^<>\s]+)>$/.exec(plain)?.[1] ?? plain.trim();
  });
  return [...new Set(names.filter((name) => name !== ""))];
}

/** The text with a user more, or with one less. */
export function withUser(text: string, user: string, on: boolean): string {
  const others = usersIn(text).filter((name) => name !== user);
  return (on ? [...others, user] : others).join("\n");
}
