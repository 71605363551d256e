import type { CreateLinkAnswer } from "@/lib/contracts/link";
import { csvText } from "@/lib/words/csv";

const COLUMNS: Record<string, (made: CreateLinkAnswer) => string> = {
  person: ({ link }) => link.person,
  user: ({ link }) => link.userId,
  servers: ({ link }) => link.items.map(({ serverName }) => serverName).join(", "),
  link: ({ url }) => url,
  expires_at: ({ link }) => link.expiresAt,
};

/** Links as a CSV file, from which a mail can be sent to each person. */
export function linksFile(made: readonly CreateLinkAnswer[]): File {
  const text = csvText([
    Object.keys(COLUMNS),
    ...made.map((each) => Object.values(COLUMNS).map((read) => read(each))),
  ]);
  const day = made[0]?.link.createdAt.slice(0, 10) ?? "";
  return new File([text], `connect-links-${day}.csv`, { type: "text/csv;charset=utf-8" });
}
