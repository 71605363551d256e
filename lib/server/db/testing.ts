import { openEmbedded } from "./client";

/** A migrated database in memory, for tests. */
export const openTestDatabase = () => openEmbedded();
