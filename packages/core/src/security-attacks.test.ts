/**
 * Attacks by somebody who can run any SQL as the application's role, on every table and function in the catalog, so that new ones
 * are attacked without a change here.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TaskCompleted } from "#core/work/events";
import { emit } from "#kit/change";
import { snake } from "#kit/columns";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type Attack, discoverPillars, type KnownPillar } from "#testing/known-pillars";
import { as } from "#testing/people";
import { type Rows, rows, targetsOf } from "#testing/rows";
import { isWhole, someOf } from "#testing/sampled";

let life: Harness;
let all: Rows;
let anna: Person;
let eve: Person;

interface Column {
  name: string;
  may_insert: boolean;
  may_update: boolean;
}
interface Table {
  name: string;
  columns: Column[];
}
let tables: Table[];

beforeAll(async () => {
  life = await harness(await testDb());
  all = await rows(life);
  [anna, eve] = [await life.user("anna"), await life.user("eve")];
  tables = await life.database.query<Table>(
    `select c.relname as name, jsonb_agg(jsonb_build_object('name', a.attname,
       'may_insert', has_column_privilege('lifeos_app', c.oid, a.attnum, 'INSERT'),
       'may_update', has_column_privilege('lifeos_app', c.oid, a.attnum, 'UPDATE'))) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_any_column_privilege('lifeos_app', c.oid, 'SELECT')
     group by 1 order by 1`,
  );
});
afterAll(() => life.close());

const pillars = await discoverPillars();
const attackable = () =>
  tables.filter(({ name, columns }) => all.tables.has(name) && columns.some((one) => one.name === "id"));
/** A column by which one's own row may refer to any person. */
const SHARED_WITH_ANYBODY = "access_grants.grantee_id";
/** What the category of a budget decides, whatever is said: a copy of one's own budget is one's own (see budgets.test.ts). */
const DECIDED_BY_ITS_WHOLE = ["budgets.user_id", "budgets.household_id"];
/**
 * Refusals by a policy or a trigger. A violated unique or foreign key comes after them, and would mean that they had accepted the
 * row.
 */
const REFUSED = ["42501", "LF004", "LF005"];

const byHand: KnownPillar["rows"] & object = Object.assign({}, ...pillars.map((one) => one.rows));
const made = new Map<string, Promise<string>>();
/** The id of a row of a person. */
function idOf(table: string, whose: Person): Promise<string> {
  const make = byHand[table];
  if (!make) return all.idOf(table, whose);
  const key = `${table} ${whose.userId}`;
  if (!made.has(key)) made.set(key, make(life, whose, idOf));
  return made.get(key)!;
}

/** The SQLSTATE of the refusal, or the number of affected rows. */
async function attempt(text: string, params: unknown[] = []): Promise<string | number> {
  try {
    return (await as(life.database, eve.userId).query(text, params)).length;
  } catch (error) {
    return (error as { code: string }).code;
  }
}
const got = (outcome: string | number) => outcome !== 0 && !REFUSED.includes(String(outcome));

/** The columns of a table by which a row belongs to somebody, or to a row that does. */
const owning = ({ name, columns }: Table) => {
  const targets = Object.entries(targetsOf(all.tables.get(name)!)).map(
    ([key, target]) => [snake(key), target] as const,
  );
  const there = new Set(columns.map((column) => column.name));
  return [...targets, ["user_id", "users"] as const, ["household_id", "households"] as const].filter(
    ([column], at, list) => there.has(column) && list.findIndex(([other]) => other === column) === at,
  );
};

describe("whoever speaks SQL as the application", () => {
  it("attacks all tables with a key of their own here", () => {
    expect(attackable().length).toBeGreaterThan(60);
    const names = new Set(attackable().map(({ name }) => name));
    // The tables of vectors exist only with pgvector.
    const optional = ["search_bits", "search_models", "search_unembedded", "search_vectors"];
    const others = tables.map(({ name }) => name).filter((name) => !names.has(name) && !optional.includes(name));
    expect(others).toEqual(pillars.flatMap((one) => one.keyedOtherwise ?? []).toSorted());
  });

  it("cannot see, change, lock or delete another person's row, in any table", async () => {
    const reached: string[] = [];
    for (const { name } of someOf("tables", attackable(), 30)) {
      const id = await idOf(name, anna);
      const attacks = {
        select: `select id from ${name} where id = $1`,
        lock: `select id from ${name} where id = $1 for update`,
        "key share": `select id from ${name} where id = $1 for key share`,
        update: `update ${name} set created_at = created_at where id = $1 returning id`,
        touch: `update ${name} set updated_at = now() where id = $1 returning id`,
        delete: `delete from ${name} where id = $1 returning id`,
        count: `select 1 from (select count(*) filter (where id = $1) as n from ${name}) one where n > 0`,
      };
      for (const [how, text] of Object.entries(attacks)) {
        const outcome = await attempt(text, [id]);
        // Not every table can be changed, or has this column.
        if (got(outcome) && outcome !== "42703") reached.push(`${how} ${name}: ${outcome}`);
      }
    }
    expect(reached).toEqual([]);
  });

  it("cannot put a row of their own into another person's, by any column of any table", async () => {
    const reached: string[] = [];
    let tried = 0;
    for (const table of someOf("tables", attackable(), 30)) {
      const own = await idOf(table.name, eve);
      const open = table.columns.filter((column) => column.may_insert && column.name !== "id").map((one) => one.name);
      for (const [column, target] of owning(table)) {
        if (`${table.name}.${column}` === SHARED_WITH_ANYBODY) continue;
        const theirs = await idOf(target, anna);
        const { may_insert, may_update } = table.columns.find(({ name }) => name === column)!;
        if (may_update) {
          tried++;
          const outcome = await attempt(`update ${table.name} set "${column}" = $1 where id = $2 returning id`, [
            theirs,
            own,
          ]);
          if (got(outcome)) reached.push(`update ${table.name}.${column}: ${outcome}`);
        }
        if (may_insert && !DECIDED_BY_ITS_WHOLE.includes(`${table.name}.${column}`)) {
          tried++;
          const values = open.map((name) => (name === column ? "$1" : `t."${name}"`)).join(", ");
          const outcome = await attempt(
            `insert into ${table.name} (${open.map((name) => `"${name}"`).join(", ")}) select ${values} from ${table.name} t where id = $2 returning id`,
            [theirs, own],
          );
          if (got(outcome)) reached.push(`insert ${table.name}.${column}: ${outcome}`);
        }
      }
    }
    expect(tried).toBeGreaterThan(isWhole("tables") ? 200 : 40);
    expect(reached).toEqual([]);
  });

  it("cannot call any function with another person's rows, and every function has an attack here", async () => {
    const task = await idOf("tasks", anna);
    const key = await idOf("api_keys", anna);
    const event = await life
      .as(anna)
      .db.batch([
        emit(life.as(anna), TaskCompleted, { entityId: task, owner: anna.userId, payload: { completedViaAi: false } }),
      ]);
    const [of] = await life.database.query<{ id: string }>(
      "select id from events where user_id = $1 and event_type = 'work.task.completed'",
      [anna.userId],
    );
    await as(life.database, anna.userId).query("select once_claim('k', 'hash')");
    await as(life.database, anna.userId).query("select inbox_claim('c', 'e')");
    await as(life.database, anna.userId).query("select cache_put($1, '1', 60)", [`user:${anna.userId}:x`]);
    const mine = `user:${anna.userId}:x`;
    const secret = "Zebra";
    await life.database.query("insert into tasks (user_id, title) values ($1, $2)", [anna.userId, secret]);
    expect(event).toHaveLength(1);
    const ofPillars = await Promise.all(pillars.map((one) => one.attacks?.(anna, idOf)));
    /** For functions that several pillars share; a pillar's own are beside it. */
    const attacks: Record<string, Attack> = {
      accept_household_invite: { calls: [["select accept_household_invite($1)", "nobody's"]], comes: ["LF004"] },
      household_of_invite: { calls: [["select household_of_invite($1)", "nobody's"]], comes: [undefined] },
      cache_drop: {
        calls: [["select cache_drop($1)", mine], ["select cache_drop('')"], ["select cache_drop('user:')"]],
        comes: ["42501"],
      },
      cache_get: { calls: [["select cache_get($1)", mine]], comes: ["42501"] },
      cache_put: {
        calls: [["select cache_put($1, '2', 60)", mine], ["select cache_put('weather:x', '2', 60)"]],
        comes: ["42501"],
      },
      inbox_claim: { calls: [["select inbox_claim('c', 'e')"]], comes: [true] },
      inbox_put: { calls: [["select inbox_put('c', 'unclaimed', 0, '1')"]], comes: [false] },
      once_claim: { calls: [["select once_claim('k', 'another')"]], comes: [true] },
      once_put: { calls: [["select once_put('unclaimed', 0, '1')"]], comes: [false] },
      may_grant: {
        calls: [
          ["select may_grant('task', $1)", task],
          ["select may_grant('api_key', $1)", key],
        ],
        comes: [false],
      },
      previous_of: { calls: [["select previous_of($1)", of!.id]], comes: [null] },
      run_of: { calls: [["select run_of($1)", of!.id]], comes: [null] },
      rate_take: {
        calls: [
          ["select rate_take($1, 1, 60)", `mutations:${anna.userId}`],
          ["select rate_take($1, 1, 60)", `api_key:${key}`],
        ],
        comes: ["42501"],
      },
      my_admin_households: { calls: [["select $1 = any(my_admin_households())", anna.householdId]], comes: [false] },
      my_companions: { calls: [["select $1 = any(my_companions())", anna.userId]], comes: [false] },
      my_granted: { calls: [["select my_granted('tasks')"], ["select my_granted('tasks', true)"]], comes: ["{}"] },
      my_granted_since: { calls: [["select my_granted_since()::text"]], comes: ["{}"] },
      my_households: { calls: [["select $1 = any(my_households())", anna.householdId]], comes: [false] },
      my_people: { calls: [["select id from my_people() where id = $1", anna.userId]], comes: [undefined] },
      // These answer for any id, on purpose: whether a person exists, and the pillar of an event. Ids are random.
      person_exists: { calls: [["select person_exists($1)", anna.userId]], comes: [true] },
      pillar_of_event: { calls: [["select pillar_of_event($1)", of!.id]], comes: ["work"] },
      my_tier: { calls: [["select my_tier()"]], comes: [eve.tier] },
      // Of tables without an index of titles it finds nothing, and what is typed is never SQL.
      find_titles: {
        calls: [
          ["select find_titles('tasks', $1, 100)", secret],
          ["select find_titles('users', 'anna', 100)"],
          ["select find_titles('tasks', $1, 100)", `${secret}' or user_id is not null or '' like '`],
        ],
        comes: [undefined],
      },
      // These do not access rows.
      folded: { calls: [["select folded('Größe')"]], comes: [" grosse"] },
      instant_of: { calls: [["select instant_of('2026-01-01', 'UTC') is null"]], comes: [false] },
      me: { calls: [["select me()"]], comes: [eve.userId] },
      raise_problem: { calls: [["select raise_problem('LF005', 'x')"]], comes: ["LF005"] },
      table_of: { calls: [["select table_of('task')::text"]], comes: ["tasks"] },
      ...Object.assign({}, ...ofPillars),
    };
    const lookups = await life.database.query<{ name: string; table: string }>(
      "select proname::text as name, substr(proname, 8) as table from pg_proc where proname ~ '^row_of_' and proname !~ '_for_owner$'",
    );
    for (const { name, table } of lookups) {
      const id = await idOf(table, anna);
      const calls = ["none", "key share", "share", "update"].map((lock): Attack["calls"][number] => [
        `select user_id is null from ${name}($1, $2)`,
        id,
        lock,
      ]);
      attacks[name] = { calls, comes: [true] };
    }
    const callable = await life.database.query<{ name: string }>(
      `select distinct p.proname::text as name from pg_proc p where p.pronamespace = 'public'::regnamespace
         and has_function_privilege('lifeos_app', p.oid, 'EXECUTE') and p.prorettype <> 'trigger'::regtype
         and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')`,
    );
    expect(callable.map(({ name }) => name).toSorted()).toEqual(Object.keys(attacks).toSorted());
    for (const [name, { calls, comes }] of Object.entries(attacks)) {
      for (const [text, ...params] of calls) {
        const outcome = await as(life.database, eve.userId)
          .query<Record<string, unknown>>(text, params)
          .then(
            (found) => {
              const value = Object.values(found[0] ?? {})[0];
              return Array.isArray(value) ? `{${value}}` : value;
            },
            (error) => error.code,
          );
        expect.soft([outcome], `${name}: ${text}`).toEqual(comes);
      }
    }
  });
});
