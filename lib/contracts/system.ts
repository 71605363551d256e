/** One thing that was looked at: how it stands, and what to do where it is not in order. */
export type SystemCheck = {
  name: string;
  state: "good" | "caution" | "bad";
  finding: string;
  remedy: string | null;
};
