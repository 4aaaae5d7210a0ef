/** What becomes of addresses, and of grants to them, from before it was remembered who was said last to have one. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import { ownedBy } from "#testing/people";
import { startPostgres } from "#testing/postgres";

const migrations = fileURLToPath(new URL("../../../migrations", import.meta.url));

/** The migrations before that of the addresses, as a folder of their own. */
function before(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "lifeos-addresses-"));
  cpSync(migrations, folder, { recursive: true });
  const file = path.join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8")) as { entries: { tag: string }[] };
  const at = journal.entries.findIndex(({ tag }) => tag.endsWith("_verified_addresses"));
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
  return folder;
}

it("are kept with when they were verified, and grants go to who has them, by an owner who is no superuser", async () => {
  const server = await startPostgres();
  const { url } = await server.createDatabase();
  const owner = serverDatabase(await ownedBy(url, "nocreaterole nobypassrls"), { max: 1 });
  const superuser = serverDatabase(url, { max: 1 });
  await superuser.exec(readFileSync(path.join(migrations, "roles.sql"), "utf8"));
  const folder = before();
  await migrate(owner, { folder, partial: true });
  const person = async (name: string, verifiedAt: string | null) =>
    (
      await superuser.query<{ id: string }>(
        "insert into users (auth_subject, email, name, email_verified_at) values ($1, $1 || '@example.com', $1, $2) returning id",
        [name, verifiedAt],
      )
    )[0]!.id;
  const [anna, ben] = [await person("anna", "2026-03-01T00:00:00Z"), await person("ben", null)];
  const grants = [
    ["ben@example.com", anna, ben],
    ["anna@example.com", ben, null],
    ["nobody@example.com", ben, null],
  ] as const;
  await superuser.exec("alter table access_grants disable trigger user");
  for (const [email, grantee] of grants)
    await superuser.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, email) select 'task', id, id, $2, $1 from users where id not in ($2) limit 1",
      [email, grantee],
    );
  await superuser.exec("alter table access_grants enable trigger user");
  await migrate(owner);
  expect(
    await superuser.query("select email, user_id, verified_at = '2026-03-01T00:00:00Z' as so from verified_addresses"),
  ).toEqual([{ email: "anna@example.com", user_id: anna, so: true }]);
  const given = await superuser.query<{ email: string; grantor_id: string; grantee_id: string | null }>(
    "select email, grantor_id, grantee_id from access_grants order by email",
  );
  // One's own address is nobody else's to be granted something by.
  expect(given).toEqual([
    { email: "anna@example.com", grantor_id: anna, grantee_id: null },
    { email: "ben@example.com", grantor_id: ben, grantee_id: null },
    { email: "nobody@example.com", grantor_id: anna, grantee_id: null },
  ]);
  expect(
    await superuser.query(
      "select relforcerowsecurity as forced from pg_class where relname in ('users', 'access_grants')",
    ),
  ).toEqual([{ forced: true }, { forced: true }]);
  await Promise.all([owner.close(), superuser.close()]);
  await server.stop();
  rmSync(folder, { recursive: true });
});

it("leave citext behind", async () => {
  const { pgliteDb } = await import("#testing/database");
  const open = await pgliteDb();
  expect(await open.database.query("select extname from pg_extension where extname = 'citext'")).toEqual([]);
  await open.close();
});
