/**
 * The settings of all packages, found by the names of their files, and the check of their values at the start: an invalid one is
 * reported there, in a sentence, and not by a request that fails later.
 */
import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Setting } from "#cloud/setting";
import type { Config } from "#kit/runtime";

const packages = path.resolve(import.meta.dirname, "../..");

/** Every declared setting, in the order of their files. */
export async function declaredSettings(): Promise<Setting[]> {
  const files = globSync("{cloud,local}/src/configuration.ts", { cwd: packages }).concat(
    globSync("core/src/*/configuration.ts", { cwd: packages }),
  );
  const modules = await Promise.all(
    files.toSorted().map(async (file) => {
      const { settings } = (await import(pathToFileURL(path.join(packages, file)).href)) as { settings: Setting[] };
      return settings;
    }),
  );
  return modules.flat();
}

/** The settings that the operator of LifeOS may set. */
export const ofOperator = (settings: readonly Setting[]): Setting[] =>
  settings.filter(({ givenBy }) => givenBy === "operator");

/** One sentence for each invalid setting. None contains the value, which may be a secret. */
export function wrongSettings(settings: readonly Setting[], env: Config): string[] {
  const wrong = ofOperator(settings)
    .filter(({ name, isRight }) => env[name] && !isRight(env[name]))
    .map(({ name, must }) => `${name} must be ${must.text}.`);
  if (env.INNGEST_BASE_URL && !env.INNGEST_SIGNING_KEY)
    wrong.push("INNGEST_SIGNING_KEY must be set with INNGEST_BASE_URL: calls that nobody signed are not taken.");
  const [endpoint, ...others] = ["S3_ENDPOINT", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;
  for (const name of others) {
    if (env[endpoint] && !env[name]) wrong.push(`${name} must be set with ${endpoint}.`);
    if (env[name] && !env[endpoint]) wrong.push(`${endpoint} must be set with ${name}.`);
  }
  if (env.MAIL_BUCKET && env.MAIL_BUCKET === env.FILES_BUCKET)
    wrong.push("MAIL_BUCKET and FILES_BUCKET must be two buckets: what is put into one is read as mail.");
  return wrong;
}
