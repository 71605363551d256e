import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      "@": path.resolve(import.meta.dirname),
      // Vitest runs outside the server bundle, where the guard would throw.
      "server-only": path.resolve(import.meta.dirname, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    include: ["lib/**/*.test.ts", "components/**/*.test.ts", "app/**/*.test.ts"],
    exclude: ["node_modules/**", "lib/**/*.long.test.ts"],
    // One Postgres for all tests that need a real one; where another is named, that one serves.
    globalSetup: process.env.TEST_DATABASE_URL ? [] : ["lib/server/db/testing-postgres.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
