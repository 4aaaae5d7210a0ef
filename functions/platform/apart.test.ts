/** That no schedule fails for one person because of another's data. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { PantryExpiring } from "#core/household/events";
import { RoutineDue } from "#core/rhythm/events";
import { TaskOverdue } from "#core/work/events";
import { noteExpiring } from "#functions/household/schedules";
import { prune } from "#functions/platform/schedules";
import { tick } from "#functions/rhythm/schedules";
import { overdue } from "#functions/work/schedules";
import type { EventDeclaration } from "#kit/event";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

// PostgreSQL, because PGlite's time zones could be known where a server's are not.
let life: Harness;
let [anna, ben, eve, sam]: Person[] = [];
const everybody = () => [anna!, eve!, ben!, sam!];
const query = (text: string, values: unknown[] = []) => life.database.query(text, values);

beforeAll(async () => {
  life = await harness(await serverDb(), { now: new Date("2026-03-02T00:10:00Z") });
  [anna, eve, ben, sam] = [
    await life.user("anna"),
    await life.user("eve"),
    await life.user("ben"),
    await life.user("sam"),
  ];
  // Nothing can be written of Eve.
  await query(`alter table events add constraint poison check (user_id <> '${eve!.userId}') not valid`);
  // Sam's clocks are none that the database knows; it would refuse to keep them.
  await expect(query("update users set timezone = 'SST' where id = $1", [sam!.userId])).rejects.toMatchObject({
    code: "23514",
  });
  for (const table of ["users", "routines"]) await query(`alter table ${table} alter column timezone type text`);
  await query("update users set timezone = 'SST' where id = $1", [sam!.userId]);
  await expect(query("select now() at time zone timezone from users")).rejects.toMatchObject({ code: "22023" });
});
afterAll(() => life.close());

const told = (event: EventDeclaration) => life.events(event).map((one) => one.subject);
const leftOut = () => life.logs.filter(({ level }) => level === "error").map(({ fields }) => fields?.userId);

describe("a person whose data makes a schedule fail", () => {
  it("misses the tick alone", async () => {
    for (const { userId } of everybody())
      await query(
        `insert into routines (user_id, name, cron_expression, timezone, next_run_at)
         select $1, 'r' || n, '0 0 * * *', (select timezone from users where id = $1), '2026-03-02T00:00:00Z' from generate_series(1, 60) n`,
        [userId],
      );
    life.setNow("2026-03-02T00:03:00Z");
    await scheduleHandler(tick)({});
    for (const { userId } of [anna!, ben!]) expect(told(RoutineDue).filter((one) => one === userId)).toHaveLength(60);
    expect(leftOut().filter((one) => one === eve!.userId)).toHaveLength(60);
    // They are tried again, and keep nobody waiting.
    await query("update routines set next_run_at = '2026-03-02T00:04:00Z' where user_id = $1", [ben!.userId]);
    life.setNow("2026-03-02T00:04:30Z");
    await scheduleHandler(tick)({});
    expect(told(RoutineDue).filter((one) => one === ben!.userId)).toHaveLength(120);
  });

  it("is told of no overdue task, and the others are", async () => {
    life.logs.length = 0;
    for (const { userId } of everybody())
      await query(
        "insert into tasks (user_id, title, due_date) select $1, 't' || n, '2026-03-01' from generate_series(1, 60) n",
        [userId],
      );
    await scheduleHandler(overdue)({});
    for (const { userId } of [anna!, ben!]) expect(told(TaskOverdue).filter((one) => one === userId)).toHaveLength(60);
    expect(told(TaskOverdue)).toHaveLength(120);
    expect(new Set(leftOut())).toEqual(new Set([eve!.userId, sam!.userId]));
  });

  it("hears of nothing that expires, and the others do", async () => {
    life.logs.length = 0;
    life.setNow("2026-03-02T04:00:00Z");
    for (const { householdId } of everybody()) {
      await query(
        `with item as (insert into pantry_items (household_id, name, unit) values ($1, 'Milk', 'l') returning id)
         insert into pantry_lots (pantry_item_id, household_id, quantity, expiry_date) select id, $1, 1, '2026-03-03' from item`,
        [householdId],
      );
    }
    await scheduleHandler(noteExpiring)({});
    expect(told(PantryExpiring).sort()).toEqual([anna!.userId, ben!.userId].sort());
    expect(leftOut()).toEqual([eve!.userId]);
  });

  it("keeps what cannot be removed, and nothing else stays", async () => {
    life.logs.length = 0;
    await query(`create function poison() returns trigger language plpgsql as $$ begin
      if old.user_id = '${eve!.userId}' then raise exception 'not this one'; end if; return old; end $$`);
    await query("create trigger poison before delete on tasks for each row execute function poison()");
    for (const table of ["tasks", "routines"])
      await query(`update ${table} set deleted_at = now() - interval '40 days' where user_id = any($1)`, [
        `{${anna!.userId},${eve!.userId}}`,
      ]);
    await scheduleHandler(prune)({});
    const left = async (table: string) =>
      (await query(`select distinct user_id from ${table} where deleted_at is not null`)) as { user_id: string }[];
    expect(await left("tasks")).toEqual([{ user_id: eve!.userId }]);
    expect(await left("routines")).toEqual([]);
    expect(leftOut()).toEqual(Array.from({ length: 60 }, () => eve!.userId));
  });
});
