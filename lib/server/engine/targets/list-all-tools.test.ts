import { expect, it } from "vitest";
import { listAllTools } from "./list-all-tools";

const options = { requestId: "a-request" };

it("a list that never ends is given up, whether its pages differ or lead back to one another", async () => {
  for (const next of [(page: number) => String(page), () => "again"]) {
    let pages = 0;
    const listTools = async () => {
      pages += 1;
      return { tools: [], nextCursor: next(pages) };
    };
    await expect(listAllTools({ listTools }, options)).rejects.toThrow("more than 100 pages");
    expect(pages).toBe(100);
  }
});
