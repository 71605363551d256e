import { type DatabaseHandle, openEmbedded, openPostgres } from "../db/client";
import { type Env, readEnv } from "../process/env";
import { startFailureWords } from "../process/start-failure";

/** What a command will not do; its message is for whoever called it. */
export class Refusal extends Error {}

/** Does something with the console's database, as its environment names it, and closes it. */
export async function withDatabase<Result>(
  act: (handle: DatabaseHandle, env: Env) => Promise<Result>,
): Promise<Result> {
  const env = readEnv();
  const opened = env.databaseUrl
    ? openPostgres(env.databaseUrl, env.directDatabaseUrl)
    : openEmbedded(env.dataDir);
  const handle = await opened.catch((error) => {
    throw new Refusal(startFailureWords(error, env));
  });
  try {
    return await act(handle, env);
  } finally {
    await handle.close();
  }
}

/** Prints what a command answers, or says why it could not; then the exit code is 1. */
export function runCommand(answer: Promise<string>): void {
  // Until it has answered: a process that runs out of things to do has not done this one.
  process.exitCode = 1;
  answer.then(
    (lines) => {
      process.stdout.write(`${lines}\n`);
      process.exitCode = 0;
    },
    (error) => {
      const words = error instanceof Refusal ? error.message : startFailureWords(error, undefined);
      process.stderr.write(`${words}\n`);
    },
  );
}
