import path from "node:path";
import { defineConfig } from "vitest/config";

/** What opens the runtime, of which a process has one, or changes what is the process's own. */
const OWN_PROCESS = [
  "lib/server/{http,process,telemetry}/**/*.test.ts",
  "lib/server/auth/auth.test.ts",
  "lib/server/errors.test.ts",
];
const LONG = "lib/**/*.long.test.ts";

export default defineConfig({
  resolve: {
    alias: {
      "@": path.resolve(import.meta.dirname),
      // Vitest runs outside the server bundle, where the guard would throw.
      "server-only": path.resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    // One Postgres for all tests that need a real one; where another is named, that one serves.
    globalSetup: process.env.TEST_DATABASE_URL ? [] : ["lib/server/db/testing-postgres.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // By itself it would leave a processor to the process that hands out the files, which has little to do.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "own-process", include: OWN_PROCESS, exclude: [LONG] } },
      {
        extends: true,
        test: {
          name: "shared-process",
          include: ["{lib,components,app}/**/*.test.ts"],
          exclude: [...OWN_PROCESS, LONG],
          // What the files import is loaded once for all of them.
          isolate: false,
        },
      },
    ],
  },
});
