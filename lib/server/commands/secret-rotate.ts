import { EnvironmentError } from "../process/env";
import { type Rotated, rotateSecret } from "../process/rotate-secret";
import { appSecrets } from "../process/secrets";
import { Refusal, runCommand, withDatabase } from "./open";

const USAGE = `npm run secret:rotate
    Encrypts with APP_SECRET all that APP_SECRET_PREVIOUS encrypted. It can be interrupted and run again. With the
    embedded database, stop the console first; what it generated stands in the file app-secret in DATA_DIR.`;

async function main(given: readonly string[]): Promise<string> {
  if (given.length > 0) throw new Refusal(USAGE);
  return withDatabase(async ({ db }, env) => {
    const { current, previous } = await appSecrets(env);
    if (previous === undefined) {
      throw new Refusal(
        `Set APP_SECRET to the new secret and APP_SECRET_PREVIOUS to the one before.\n\n${USAGE}`,
      );
    }
    const rotated = await rotateSecret(db, { current, previous, dataDir: env.dataDir }).catch((error) => {
      throw error instanceof EnvironmentError ? new Refusal(error.message) : error;
    });
    return tell(rotated);
  });
}

/** @throws Refusal where something is left to do, so that scripts notice */
function tell({ renewed, lost, held }: Rotated): string {
  const done = `${renewed} values are encrypted with the new secret.`;
  const closed =
    lost > 0 ? `\n${lost} values open with neither secret, and did not before: they were left alone.` : "";
  if (held > 0) {
    throw new Refusal(
      `${done} ${held} were in use all the time. Keep both secrets, and run this again.${closed}`,
    );
  }
  return `${done} Once every process runs with the new secret, APP_SECRET_PREVIOUS can go.${closed}`;
}

runCommand(main(process.argv.slice(2)));
