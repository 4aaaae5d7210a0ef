/**
 * Creates the login of the functions, or changes its password. It is created by SQL, because roles created by Neon's own API are
 * members of neon_superuser and bypass row-level security. By itself it has no rights: each transaction switches to one of the
 * roles of migrations/before/00_roles.sql, so the migrations come first.
 */
import pg from "pg";

/** The same in every database, because each stage has a database of its own. */
export const LOGIN = "lifeos_login";
const MIN_PASSWORD_LENGTH = 24;

/** Throws one sentence when the password is too short to be safe; errors of PostgreSQL are passed on. */
export async function makeLogin(databaseUrl: string, password: string, login = LOGIN): Promise<void> {
  if (password.length < MIN_PASSWORD_LENGTH)
    throw new Error(`The password of ${login} must have ${MIN_PASSWORD_LENGTH} characters at least.`);
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "lifeos login" });
  await client.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query("select from pg_roles where rolname = $1", [login]);
    if (rows.length === 0) await client.query(`create role ${login} login`);
    await client.query(
      `alter role ${login} login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password ${pg.escapeLiteral(password)}`,
    );
    for (const role of ["lifeos_app", "lifeos_service"])
      await client.query(`grant ${role} to ${login} with set true, inherit false, admin false`);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

async function main(): Promise<void> {
  const { DATABASE_URL, LOGIN_PASSWORD } = process.env;
  if (!DATABASE_URL || !LOGIN_PASSWORD) throw new Error("Set DATABASE_URL (of the owner) and LOGIN_PASSWORD.");
  await makeLogin(DATABASE_URL, LOGIN_PASSWORD);
  console.log(`${LOGIN} may connect.`);
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
