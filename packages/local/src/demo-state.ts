/** The progress of the demo life, for the page at `/`. */
import { type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { speakAsService } from "#cloud/speak";
import { users } from "#core/identity/users.sql";
import { read } from "#kit/db";
import { columnsOf } from "#kit/table";
import { DEMO_USER } from "./demo-user.ts";
import type { Issuer } from "./issuer.ts";
import { shownTables } from "./seeds.ts";

export interface Demo {
  state: "none" | "filling" | "ready";
  /** How many rows there are, by the name that the page shows. */
  counts: Record<string, number>;
}

export async function demoOf(issuer: Issuer): Promise<Demo> {
  const { ctx } = speakAsService("import");
  const subject = `${issuer.url}|${DEMO_USER.sub}`;
  const counts = Object.entries(await shownTables()).map(([name, table]) => sql`${name}::text, ${countOf(table)}`);
  const [[found]] = await ctx.db.batch([
    read<{ isReady: boolean; counts: string }>(sql`
      select u.onboarding_completed_at is not null as "isReady", jsonb_build_object(${sql.join(counts, sql`, `)}) as counts
      from ${users} u where u.auth_subject = ${subject}`),
  ]);
  if (!found) return { state: "none", counts: {} };
  return { state: found.isReady ? "ready" : "filling", counts: JSON.parse(found.counts) };
}

/** How many rows of the table the person `u` has, apart from deleted ones. */
const countOf = (table: PgTable): SQL =>
  sql`(select count(*)::int from ${table} t where t.user_id = u.id${columnsOf(table).deletedAt ? sql` and t.deleted_at is null` : sql``})`;
