import { describe, expect, it } from "vitest";
import { pgliteDb, serverDb } from "#testing/database";
import { slow } from "#testing/slow";

describe.each([
  ["pgliteDb", pgliteDb],
  ["serverDb", () => serverDb({ max: 1 })],
])("%s", (_, open) => {
  slow("opens databases that are independent of each other, also of later ones", async () => {
    const [first, second] = [await open(), await open()];
    // A new table changes pages that every copy of the template has.
    await first.database.exec("create table leak (id int); checkpoint");
    const leak = "select count(*)::int as leaks from pg_class where relname = 'leak'";
    expect(await second.database.query(leak)).toEqual([{ leaks: 0 }]);
    await first.close();
    const third = await open();
    expect(await third.database.query(leak)).toEqual([{ leaks: 0 }]);
    await second.close();
    await third.close();
  });

  it("opens databases that are migrated and use UTC and UTF-8", async () => {
    const { database, close } = await open();
    const [row] = await database.query(
      "select current_setting('timezone') as zone, current_setting('server_encoding') as encoding, lower('ÄÉ') as lower, bool_or(name = 'functions') as migrated from lifeos_migrations",
    );
    expect(row).toEqual({ zone: expect.stringMatching(/UTC|GMT/), encoding: "UTF8", lower: "äé", migrated: true });
    await close();
  });
});
