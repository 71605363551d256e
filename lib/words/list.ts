import { LOCALE } from "./locale";

const lists = new Intl.ListFormat(LOCALE, { type: "conjunction" });

/** "GitHub, Gmail and Slack" */
export function listWords(items: Iterable<string>): string {
  return lists.format(items);
}
