/** What becomes of the time zones that people had named before there was one name for each. */
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

/** The migrations before that of the zones, as a folder of their own. */
function before(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "lifeos-zones-"));
  cpSync(migrations, folder, { recursive: true });
  const file = path.join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8")) as { entries: { tag: string }[] };
  const at = journal.entries.findIndex(({ tag }) => tag.endsWith("_time_zones"));
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
  return folder;
}

it("each is mapped to the name of today as the runtime read it, by an owner who is no superuser", async () => {
  const server = await startPostgres();
  const { url } = await server.createDatabase();
  const owner = serverDatabase(await ownedBy(url, "nocreaterole nobypassrls"), { max: 1 });
  const superuser = serverDatabase(url, { max: 1 });
  await superuser.exec(readFileSync(path.join(migrations, "roles.sql"), "utf8"));
  const folder = before();
  await migrate(owner, { folder, partial: true });
  const meant = {
    "Europe/Berlin": "Europe/Berlin",
    "europe/berlin": "Europe/Berlin",
    "Asia/Calcutta": "Asia/Kolkata",
    "US/Pacific-New": "America/Los_Angeles",
    CET: "Europe/Brussels",
    SST: "Pacific/Guadalcanal",
    PST: "America/Los_Angeles",
    IST: "Asia/Kolkata",
    utc: "UTC",
    "Mars/Base": "UTC",
  };
  for (const [at, zone] of Object.keys(meant).entries()) {
    const [person] = await superuser.query<{ id: string }>(
      "insert into users (auth_subject, email, name, timezone) values ($1, $1 || '@example.com', $2, $2) returning id",
      [`p${at}`, zone],
    );
    await superuser.query(
      "insert into routines (user_id, name, cron_expression, timezone) values ($1, $2, '0 9 * * *', $2)",
      [person!.id, zone],
    );
    await superuser.query("insert into tasks (user_id, title, recurrence_timezone) values ($1, $2, $2)", [
      person!.id,
      zone,
    ]);
  }
  await superuser.query("insert into tasks (user_id, title) select id, 'none' from users limit 1");

  await migrate(owner);
  const kept = async (table: string, name: string, zone: string) =>
    Object.fromEntries(
      (
        await superuser.query<{ said: string; zone: string | null }>(
          `select ${name} as said, ${zone} as zone from ${table}`,
        )
      ).map((row) => [row.said, row.zone]),
    );
  expect(await kept("users", "name", "timezone")).toEqual(meant);
  expect(await kept("routines", "name", "timezone")).toEqual(meant);
  expect(await kept("tasks", "title", "recurrence_timezone")).toEqual({ ...meant, none: null });
  // Their rows are closed to their owner again.
  expect(await owner.query("select from users")).toEqual([]);
  await Promise.all([owner.close(), superuser.close()]);
  await server.stop();
  rmSync(folder, { recursive: true });
});
