import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { forEachDatabase, type OpenDatabase } from "#testing/database";
import { OtherKeys, recognizeKeys } from "./keys.ts";

forEachDatabase("the keys of a database", (open) => {
  let opened: OpenDatabase;
  let database: OpenDatabase["database"];
  const key = () => randomBytes(32).toString("base64");
  const first = key();
  beforeAll(async () => {
    opened = await open();
    database = opened.database;
  });
  beforeEach(() => database.exec("drop schema if exists cloud cascade; create schema cloud"));
  afterAll(() => opened.close());

  it("are recognized, also by processes that start at once, and may be rotated", async () => {
    await Promise.all([1, 2, 3].map(() => recognizeKeys(database, `1:${first}`)));
    const rotated = `2:${key()},1:${first}`;
    await recognizeKeys(database, rotated);
    await recognizeKeys(database, rotated);
  });

  it("are refused when they differ, and are not remembered then", async () => {
    await recognizeKeys(database, `1:${first}`);
    await expect(recognizeKeys(database, `1:${key()}`)).rejects.toThrow(OtherKeys);
    await expect(recognizeKeys(database, `2:${key()},1:${key()}`)).rejects.toThrow("another encryption key 1");
    await recognizeKeys(database, `2:${key()},1:${first}`);
  });
});
