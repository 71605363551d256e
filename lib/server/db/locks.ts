/** The advisory locks of Postgres that Patchbay takes. Any numbers will do, as long as every process takes the same. */
export const LOCKS = {
  /** While the schema is brought up to date. */
  migrations: 7_277_224,
  /** While the first administrator is made. */
  setup: 7_277_225,
  /** While it changes who can sign in as what. */
  members: 7_277_226,
} as const;
