import { onlineManager } from "@tanstack/react-query";
import { afterEach, expect, test } from "vitest";
import { makeQueryClient } from "./client";

afterEach(() => onlineManager.setOnline(true));

test("without a connection a change fails at once, and is not sent once there is one", async () => {
  onlineManager.setOnline(false);
  let tries = 0;
  const client = makeQueryClient();
  const mutation = client.getMutationCache().build(client, {
    ...client.getDefaultOptions().mutations,
    mutationFn: async () => {
      tries++;
      throw new Error("offline");
    },
  });
  await expect(mutation.execute(undefined)).rejects.toThrow("offline");
  expect(mutation.state.isPaused).toBe(false);
  onlineManager.setOnline(true);
  await client.resumePausedMutations();
  expect(tries).toBe(1);
});

test("a page on the server asks once for what fails", async () => {
  let tries = 0;
  const queryFn = async () => {
    tries++;
    throw new Error("the database is down");
  };
  await makeQueryClient().prefetchQuery({ queryKey: ["any"], queryFn });
  expect(tries).toBe(1);
});
