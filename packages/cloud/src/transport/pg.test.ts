import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { read } from "#kit/db";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { person } from "#testing/people";
import { createDb, type Speaker } from "../batch.ts";
import type { Transport } from "../transport.ts";
import { pgTransport } from "./pg.ts";

let open: Awaited<ReturnType<typeof serverDb>>;
const transports: Transport[] = [];

beforeAll(async () => {
  open = await serverDb({ max: 2 });
  await open.database.exec("create table notes (id int primary key, body text not null)");
  await open.database.exec("insert into notes values (1, 'one'), (2, 'two')");
});
afterAll(async () => {
  for (const transport of transports) await transport.close();
  await open.close();
});

/** One connection, so that what one batch prepares is there for the next. */
function connected(options: { prepare?: boolean } = { prepare: true }, url = open.ownerUrl): Transport {
  const transport = pgTransport(url, { max: 1, ...options });
  transports.push(transport);
  return transport;
}

const note = (id: number) => ({ text: "select body from notes where id = $1", params: [id] });
const rowsOf = async (transport: Transport, ...statements: Parameters<Transport["run"]>[0]) =>
  (await transport.run(statements)).map(({ rows }) => rows);
async function preparedIn(transport: Transport): Promise<string[]> {
  const [rows] = await rowsOf(transport, { text: "select statement from pg_prepared_statements", params: [] });
  return rows!.map(([text]) => text as string);
}

describe("a transaction", () => {
  const asked = (transport: Transport, text: string) => rowsOf(transport, { text, params: [] });

  it("is read committed, whatever the server or the connection string say", async () => {
    const url = new URL(open.ownerUrl);
    url.searchParams.set("options", "-c default_transaction_isolation=serializable -c work_mem=5MB");
    const transport = connected({}, url.href);
    expect(
      await asked(transport, "select current_setting('transaction_isolation'), current_setting('work_mem')"),
    ).toEqual([[["read committed", "5MB"]]]);
  });

  it("is undone as a whole by what fails at its end", async () => {
    const transport = connected();
    await open.database.exec(
      "create table pairs (id int primary key, other int references pairs deferrable initially deferred)",
    );
    const pair = (id: number, other: number) => ({ text: "insert into pairs values ($1, $2)", params: [id, other] });
    for (let n = 0; n < 3; n++)
      await expect(transport.run([pair(1, 2), pair(3, 4)])).rejects.toMatchObject({ code: "23503" });
    expect(await asked(transport, "select id from pairs")).toEqual([[]]);
    await transport.run([pair(1, 2), pair(2, 1)]);
    expect(await asked(transport, "select id from pairs order by id")).toEqual([[[1], [2]]]);
  });

  it("leaves no connection behind that the server has ended", async () => {
    const transport = connected();
    const sleeping = asked(transport, "select pg_sleep(20) from pg_stat_activity limit 1");
    const ended = expect(sleeping).rejects.toMatchObject({ code: "57P01" });
    await eventually(async () => {
      const stop = "select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep(20)%'";
      expect(await open.database.query(stop)).toHaveLength(1);
    });
    await ended;
    expect(await asked(transport, "select 1")).toEqual([[[1]]]);
  });

  it("refuses to copy, and goes on", async () => {
    const transport = connected();
    await expect(asked(transport, "copy notes from stdin")).rejects.toMatchObject({ code: "57014" });
    expect(await asked(transport, "copy notes to stdout")).toEqual([[]]);
    expect(await asked(transport, "select 1")).toEqual([[[1]]]);
  });
});

describe("preparing statements", () => {
  it("is for those that come again, and only when asked for", async () => {
    const asked = connected();
    await rowsOf(asked, note(1));
    expect(await preparedIn(asked)).not.toContain(note(1).text);
    await rowsOf(asked, note(1));
    expect(await preparedIn(asked)).toContain(note(1).text);

    const unasked = connected({});
    for (let n = 0; n < 3; n++) await rowsOf(unasked, note(1));
    expect(await preparedIn(unasked)).toEqual([]);
  });

  it("changes no answer, be it twice in a batch or with other parameters", async () => {
    const transport = connected();
    for (let n = 0; n < 4; n++) {
      expect(await rowsOf(transport, note(1), note(2), note(1))).toEqual([[["one"]], [["two"]], [["one"]]]);
      expect(await rowsOf(transport, note(3))).toEqual([[]]);
    }
  });

  it("survives a transaction that failed before or after the statement was prepared", async () => {
    const transport = connected();
    const wrong = { text: "insert into notes values ($1, 'again')", params: [1] };
    for (let n = 0; n < 3; n++) {
      await expect(transport.run([wrong, note(1)])).rejects.toMatchObject({ code: "23505" });
      await expect(transport.run([note(2), wrong])).rejects.toMatchObject({ code: "23505" });
    }
    expect(await rowsOf(transport, note(1), note(2))).toEqual([[["one"]], [["two"]]]);
  });

  it("keeps each speaker to their own rows, whoever it was prepared for", async () => {
    const transport = connected();
    const anna = await person(open.database, "anna");
    const ben = await person(open.database, "ben");
    const namesSeenBy = async (speaker: Speaker) => {
      const [rows] = await createDb({ transport: () => transport, speaker }).batch([
        read<{ name: string }>(sql`select name from users order by name`),
      ]);
      return rows.map(({ name }) => name);
    };
    for (let n = 0; n < 4; n++) {
      expect(await namesSeenBy({ role: "lifeos_app", userId: anna })).toEqual(["anna"]);
      expect(await namesSeenBy({ role: "lifeos_service", userId: null })).toEqual(["anna", "ben"]);
      expect(await namesSeenBy({ role: "lifeos_app", userId: ben })).toEqual(["ben"]);
      expect(await namesSeenBy({ role: "lifeos_app", userId: null })).toEqual([]);
    }
  });

  it("forgets what no longer fits its table", async () => {
    const transport = connected();
    const all = { text: "select * from notes where id = 1", params: [] };
    for (let n = 0; n < 3; n++) await transport.run([all]);
    await open.database.exec("alter table notes add column pinned boolean not null default true");
    await expect(transport.run([all])).rejects.toMatchObject({ code: "0A000" });
    expect(await rowsOf(transport, all)).toEqual([[[1, "one", true]]]);
  });

  it("is bounded, however many different statements there are", async () => {
    const transport = connected();
    for (let n = 0; n < 300; n++) {
      const statement = { text: `select ${n}`, params: [] };
      expect(await rowsOf(transport, statement, statement, statement)).toEqual([[[n]], [[n]], [[n]]]);
    }
    expect((await preparedIn(transport)).length).toBe(128);
  });
});
