/** No schedule fails for one person because of another person's data. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { speakAsService } from "#cloud/speak";
import * as Days from "#core/rhythm/days";
import { DayEnded, RoutineDue } from "#core/rhythm/events";
import { prune } from "#functions/platform/schedules";
import { endDays, tick } from "#functions/rhythm/schedules";
import type { EventDeclaration } from "#kit/event";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

// On PostgreSQL, because PGlite's time zones may be newer than a server's.
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
  // No event of Eve's can be written.
  await query(`alter table events add constraint poison check (user_id <> '${eve!.userId}') not valid`);
  // The database does not know Sam's time zone; it would normally refuse to store it.
  await expect(query("update users set timezone = 'SST' where id = $1", [sam!.userId])).rejects.toMatchObject({
    code: "23514",
  });
  await query("drop trigger follow_account on users");
  for (const table of ["users", "routines", "ended_days"])
    await query(`alter table ${table} alter column timezone type text`);
  await query("update users set timezone = 'SST' where id = $1", [sam!.userId]);
  await query("update ended_days set timezone = 'SST' where user_id = $1", [sam!.userId]);
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
    // They are tried again, and delay nobody.
    await query("update routines set next_run_at = '2026-03-02T00:04:00Z' where user_id = $1", [ben!.userId]);
    life.setNow("2026-03-02T00:04:30Z");
    await scheduleHandler(tick)({});
    expect(told(RoutineDue).filter((one) => one === ben!.userId)).toHaveLength(120);
  });

  it("is the only one whose day is not reported as ended, also in other batches", async () => {
    life.logs.length = 0;
    life.setNow("2026-03-03T00:00:00Z");
    await scheduleHandler(endDays)({});
    expect(told(DayEnded).sort()).toEqual([anna!.userId, ben!.userId].sort());
    expect(leftOut().sort()).toEqual([eve!.userId, sam!.userId].sort());
    // They are tried again, and delay nobody.
    life.logs.length = 0;
    life.setNow("2026-03-04T00:00:00Z");
    expect(await Days.endDays(speakAsService("schedule").ctx, { batchSize: 1 })).toBe(2);
    expect(leftOut().sort()).toEqual([eve!.userId, sam!.userId].sort());
  });

  it("keeps the rows that cannot be deleted, and no others", async () => {
    life.logs.length = 0;
    await query(`create function poison() returns trigger language plpgsql as $$ begin
      if old.user_id = '${eve!.userId}' then raise exception 'not this one'; end if; return old; end $$`);
    for (const { userId } of everybody())
      await query("insert into tasks (user_id, title) select $1, 't' || n from generate_series(1, 60) n", [userId]);
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
