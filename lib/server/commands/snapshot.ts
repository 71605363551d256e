/** A step of the build: the database that a new data folder begins with. */
import { writeSnapshot } from "../db/snapshot";

await writeSnapshot();
