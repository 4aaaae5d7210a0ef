/** `npm run admin -- <e-mail>`: makes a person an administrator, or no longer one. */

import path from "node:path";
import { parseArgs } from "node:util";
import { foldAscii } from "#kit/columns";
import { type Database, serverDatabase } from "./database.ts";
import { reasonOf } from "./database-reasons.ts";
import { alone, openEmbedded } from "./open-folder.ts";

const HELP = `npm run admin -- <e-mail> [--revoke] [--data <folder>]

Gives the person with this address the role admin, or takes it away with --revoke. The person has to have signed in once.
LifeOS must be stopped, unless DATABASE_URL names the PostgreSQL that it uses.
`;

/** Returns a message for the operator, and whether the role was changed. */
export async function setRole(database: Database, email: string, role: "admin" | "user"): Promise<[boolean, string]> {
  const changed = await database.transaction(async (tx) => {
    // Row-level security is forced on the owner of the tables too; the policies of this role cover all rows.
    await tx.query("set local role lifeos_service");
    return tx.query<{ email: string }>("update users set role = $2 where email = $1 returning email", [
      foldAscii(email),
      role,
    ]);
  });
  if (changed.length === 0)
    return [false, `Nobody with the address ${email} has signed in yet. Sign in with it once, then try again.`];
  const now = role === "admin" ? "is an administrator now" : "is no administrator any more";
  return [true, `${email} ${now}; requests know it within a minute.`];
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      revoke: { type: "boolean", default: false },
      data: { type: "string", default: ".lifeos" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [email, ...more] = positionals;
  if (!email?.includes("@") || more.length > 0) {
    console.error(`Name one e-mail address.\n\n${HELP}`);
    return 2;
  }
  const change = async (database: Database) => {
    try {
      return await setRole(database, email, values.revoke ? "user" : "admin");
    } finally {
      await database.close();
    }
  };
  const { DATABASE_URL: url } = process.env;
  const folder = path.resolve(values.data);
  const [done, said] = url
    ? await change(serverDatabase(url, { max: 1 }))
    : await alone(folder, async () => change(await openEmbedded(folder)));
  console.log(said);
  return done ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await main().catch((error: Error & { code?: string }) => {
    console.error(reasonOf(error) ?? (error as Error).message);
    return error.code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
  });
}
