import { defineConfig } from "rolldown";

/** The commands, so that they run where TypeScript does not. What is a package stays one. */
export default defineConfig({
  input: {
    admin: "lib/server/commands/admin.ts",
    backup: "lib/server/commands/backup.ts",
    doctor: "lib/server/commands/doctor.ts",
    "secret-rotate": "lib/server/commands/secret-rotate.ts",
    snapshot: "lib/server/commands/snapshot.ts",
    "audit-verify": "lib/server/commands/audit-verify.ts",
  },
  platform: "node",
  external: /^(?![./]|@\/|[a-z]:)/i,
  resolve: { alias: { "@": import.meta.dirname } },
  output: {
    dir: ".next/commands",
    format: "esm",
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name]-[hash].mjs",
  },
});
