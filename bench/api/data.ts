/** People and their tasks (a thousand and a million) in a fresh LifeOS database, written by the server itself. */
import pg from "pg";
import { serverDatabase } from "#local/database";
import { ISSUER } from "#local/issuer";
import { migrate } from "#local/migrate";

export interface Size {
  users: number;
  tasks: number;
  /** How many of them one person has: `tasks` less a tenth, and a little more, so that page 900,000 of a million has rows behind it. */
  largest: number;
}

const SHARE_OF_OTHERS = 10;
const SPARE = 2_000;

export function sizeOf(tasks: number): Size {
  return { users: tasks / 1_000, tasks, largest: tasks - (tasks - SPARE) / SHARE_OF_OTHERS };
}

/** The subject of the nth person in the issuer's tokens; the first has the long listing, each other one about a hundred tasks. */
export const subjectOf = (n: number) => `bench-${n}`;

/** Migrates the database at `url`, fills it as its superuser and analyses it. */
export async function fill(url: string, size: Size): Promise<void> {
  const database = serverDatabase(url, { max: 1 });
  await migrate(database);
  await database.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      `insert into users (auth_subject, email, name)
       select $1 || '|bench-' || n, 'bench-' || n || '@example.org', 'Person ' || n from generate_series(1, $2::int) n`,
      [ISSUER, size.users],
    );
    await client.query("insert into user_settings (user_id) select id from users");
    await client.query("insert into households (name, created_by) select name || '''s home', id from users");
    await client.query(
      "insert into household_members (household_id, user_id, role) select id, created_by, 'admin' from households on conflict (household_id, user_id) do update set role = 'admin'",
    );
    await fillTasks(client, size);
  } finally {
    await client.end();
  }
}

/**
 * Every tenth task is one of the 999 others', in turns, so that rows of a person lie apart as they do when they come over
 * months. Ids are in the order of creation, as uuidv7 makes them. Triggers and foreign keys are not needed for rows that are
 * right by construction, and two indexes are cheaper to build than to keep.
 */
async function fillTasks(client: pg.Client, { users, tasks }: Size): Promise<void> {
  const { rows } = await client.query(
    "select indexname, indexdef from pg_indexes where tablename = 'tasks' and indexname in ('tasks_titles', 'tasks_user_due')",
  );
  for (const { indexname } of rows) await client.query(`drop index ${indexname}`);
  await client.query("set session_replication_role = replica");
  await client.query("set synchronous_commit = off");
  await client.query(
    `with person as (select array_agg(id order by substr(auth_subject, strpos(auth_subject, 'bench-') + 6)::int) as ids from users)
     insert into tasks (id, user_id, title, description, status, category, priority, energy_level, estimated_minutes, due_date,
       due_at, is_quick_win, labels, created_at, updated_at, completed_at)
     select uuidv7(age), ids[case when n % $2 = 0 and n > $3 then 2 + (n / $2) % ($4::int - 1) else 1 end],
       (array['Call the plumber', 'Pay the electricity bill', 'Water the plants', 'Prepare the review', 'Buy a present'])[1 + n % 5] || ' ' || n,
       case when n % 2 = 0 then 'What has to be thought of before this can be started, in a sentence or two of ordinary length.' end,
       status, (array['chore', 'errand', 'project', 'work', 'health'])[1 + n % 5], n % 4, 'medium', 5 * (1 + n % 12),
       at::date, case when n % 4 = 0 then at + interval '2 days' end, n % 7 = 0,
       case when n % 3 = 0 then array['home', 'soon'] else '{}' end, at, at, case when status = 'completed' then at end
     from person, generate_series(1, $1::int) n,
       lateral (select ((n - $1::int) * 63) * interval '1 second' as age) a,
       lateral (select now() + age as at,
         (array['pending', 'pending', 'completed', 'scheduled', 'completed', 'pending', 'backlog', 'completed', 'pending', 'cancelled'])[1 + (n + n / (10 * ($4::int - 1))) % 10] as status) s`,
    [tasks, SHARE_OF_OTHERS, SPARE, users],
  );
  for (const { indexdef } of rows) await client.query(indexdef);
  await client.query("vacuum (analyze) tasks");
  await client.query("analyze");
  await client.query("checkpoint");
}
