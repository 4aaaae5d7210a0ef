/** A hash of each row of a database, to show what a request has changed. */
import type { Database } from "#local/database";

/** Counters that every request may increase. */
const COUNTERS = ["rate_limits"];

/** `without`: rows that contain any of these texts are left out. */
export async function fingerprint(database: Database, without: readonly string[] = []): Promise<Set<string>> {
  const tables = await database.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> all($1)",
    [`{${COUNTERS.join(",")}}`],
  );
  const statements = tables.map(
    ({ name }) => `select '${name} ' || md5(t::text) as row, t::text as content from ${name} t`,
  );
  const rows = await database.query<{ row: string }>(
    `select row from (${statements.join(" union all ")}) all_rows where not exists (select from unnest($1::text[]) mention where position(mention in content) > 0)`,
    [`{${without.join(",")}}`],
  );
  return new Set(rows.map(({ row }) => row));
}

/** The tables in which rows were added, changed or removed, each once. */
export function touched(before: Set<string>, after: Set<string>): string[] {
  const different = [...before].filter((row) => !after.has(row)).concat([...after].filter((row) => !before.has(row)));
  return [...new Set(different.map((row) => row.split(" ")[0]!))].sort();
}
