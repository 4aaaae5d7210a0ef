import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sql } from "#local/database";
import { timeZoneWarning } from "#local/time-zone-check";
import { forEachDatabase, type OpenDatabase } from "#testing/database";

const NOW = new Date("2026-03-02T12:00:00Z");

forEachDatabase("time zones", (open) => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it("for which both have the same offsets are not mentioned", async () => {
    expect(
      await timeZoneWarning(opened.database, NOW, ["UTC", "Europe/Berlin", "Asia/Kolkata", "Etc/GMT+5"]),
    ).toBeUndefined();
    // PGlite's time zones are as old as the runtime's; a server's may be older.
    if (opened.pglite) expect(await timeZoneWarning(opened.database, NOW)).toBeUndefined();
  });

  it("that one of them does not know, or has other offsets for, are named in one sentence", async () => {
    const told = await timeZoneWarning(opened.database, NOW, ["UTC", "Mars/Base", "Europe/Berlin"]);
    expect(told).toContain(" in Mars/Base in the next");
    const older: Sql = {
      query: async <T>(text: string, params?: unknown[]) => {
        const rows = await opened.database.query<{ zone: string; offsets: string }>(text, params);
        // Berlin without summer time.
        return rows.map((row) =>
          row.zone === "Europe/Berlin" ? { ...row, offsets: row.offsets.replaceAll("7200", "3600") } : row,
        ) as T[];
      },
    };
    const sentence = await timeZoneWarning(older, NOW, ["UTC", "Europe/Berlin", "Europe/Paris"]);
    expect(sentence).toMatch(/^PostgreSQL and Node .* in Europe\/Berlin in the next .*\.$/);
    const many = await timeZoneWarning(
      opened.database,
      NOW,
      Array.from({ length: 20 }, (_, n) => `Mars/Base${n}`),
    );
    expect(many).toContain("Mars/Base7 and 12 more");
  });
});
