/** Somebody deletes a row at the moment when another adds a part to it, or restores one: no part stays behind without its whole. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness } from "#testing/harness";
import { type Rows, rows } from "#testing/rows";

const open = await serverDb();

/** What the database marks as deleted with a row of the whole: the parts that its triggers name. */
const marking = await open.database.query<{ whole: string; arguments: string }>(
  `select tgrelid::regclass::text as whole, encode(tgargs, 'escape') as arguments from pg_trigger where tgname = 'mark_parts' order by 1`,
);
const parts = marking.flatMap((trigger) => {
  const names = trigger.arguments.split("\\000").filter(Boolean);
  return names.flatMap((part, at) => (at % 2 === 0 ? [{ whole: trigger.whole, part, column: names[at + 1]! }] : []));
});
/** Deleted and restored with the task above them by consumers, which hear of it afterwards. */
const subtasks = { whole: "tasks", part: "tasks", column: "parent_task_id" };

let life: Harness;
let made: Rows;
beforeAll(async () => {
  life = await harness(open);
  made = await rows(life);
});
afterAll(() => life.close());

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Runs `first` and, before it is committed, `second`; yields whether `second` was refused. */
async function while_(first: string, second: () => Promise<unknown>): Promise<boolean> {
  let outcome: Promise<boolean> | undefined;
  let ended = false;
  await life.database.transaction(async (tx) => {
    await tx.query(first);
    outcome = second().then(
      () => false,
      () => true,
    );
    outcome.finally(() => {
      ended = true;
    });
    await eventually(async () => {
      const waiting = await life.database.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      expect(ended || waiting.length > 0).toBe(true);
    });
  });
  return outcome!;
}

it("finds wholes and their parts", () => {
  expect(parts.length).toBeGreaterThan(2);
});

describe.each([...parts, subtasks])("of $whole, $part by $column", ({ whole, part, column }) => {
  async function setUp() {
    const person = await life.user("anna");
    const id = await made.make(whole, person);
    const given = { [camel(column)]: id };
    return { person, id, given, remove: `update ${whole} set deleted_at = now() where id = '${id}'` };
  }
  const left = (id: string) =>
    life.database.query(`select p.id from ${part} p join ${whole} w on w.id = p.${column}
      where w.id = '${id}' and w.deleted_at is not null and p.deleted_at is null`);

  it("one that is added while the whole is being deleted is refused", async () => {
    const { person, id, given, remove } = await setUp();
    expect(await while_(remove, () => made.make(part, person, given))).toBe(true);
    expect(await left(id)).toEqual([]);
  });

  it("one that is moved there meanwhile is refused", async () => {
    const { person, id, given, remove } = await setUp();
    const other = await made.make(part, person, { [camel(column)]: await made.make(whole, person) });
    const move = `update ${part} set ${column} = '${given[camel(column)]}' where id = '${other}'`;
    expect(await while_(remove, () => life.database.query(move))).toBe(true);
    expect(await left(id)).toEqual([]);
  });

  it("one that is restored meanwhile is refused", async () => {
    const { person, id, given, remove } = await setUp();
    const one = await made.make(part, person, given);
    await life.database.query(`update ${part} set deleted_at = now() - interval '1 hour' where id = '${one}'`);
    const restore = `update ${part} set deleted_at = null where id = '${one}'`;
    expect(await while_(remove, () => life.database.query(restore))).toBe(true);
    expect(await left(id)).toEqual([]);
  });

  if (part === subtasks.part) return;
  it("one that is restored just before the whole is deleted is deleted with it", async () => {
    const { person, id, given, remove } = await setUp();
    const one = await made.make(part, person, given);
    await life.database.query(`update ${part} set deleted_at = now() - interval '1 hour' where id = '${one}'`);
    const restore = `update ${part} set deleted_at = null where id = '${one}'`;
    expect(await while_(restore, () => life.database.query(remove))).toBe(false);
    expect(await left(id)).toEqual([]);
  });
});
