import { defineConfig } from "vitest/config";
import config from "./vitest.config";

/** What takes minutes: loads, soaks and measured times. One file at a time, so that none spoils another's figures. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    projects: undefined,
    include: ["lib/**/*.long.test.ts"],
    exclude: ["node_modules/**"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 600_000,
  },
});
