import type { Tool } from "@/lib/contracts/tool";

/** The tools that hold every word of what was typed, in their name, title or description. */
export function matchTools(tools: readonly Tool[], typed: string): Tool[] {
  const words = fold(typed).split(" ").filter(Boolean);
  return tools.filter(({ name, title, description }) => {
    const text = fold(`${name} ${title ?? ""} ${description}`);
    return words.every((word) => text.includes(word));
  });
}

/** Tool names join their words by what happens to be the custom of their server. */
function fold(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[\s_.\-/]+/g, " ");
}
