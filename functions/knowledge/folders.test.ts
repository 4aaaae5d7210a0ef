import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FileEvents } from "#core/knowledge/events";
import { files } from "#core/knowledge/files.sql";
import type { Person } from "#testing/harness";
import { type Shelf, shelf } from "#testing/shelf";
import { list, move } from "./folders.ts";

let life: Shelf;
beforeAll(async () => {
  life = await shelf();
});
afterAll(() => life.close());

const add = (as: Person, folderPath: string) => life.announce(as, Buffer.from(randomUUID()), { folderPath });
const folders = async (as: Person) =>
  (await life.call(list, { as })).body.data.map(({ folderPath, files: n }: { folderPath: string; files: number }) => [
    folderPath,
    n,
  ]);

it("a folder is moved with all that is in it, and beside what is there", async () => {
  const [anna, bea] = [await life.user("anna"), await life.user("bea")];
  for (const path of ["/", "/a", "/a", "/a/b", "/ab", "/c"]) await add(anna, path);
  await add(bea, "/a");
  const before = life.events(FileEvents.updated).length;
  expect((await life.call(move, { as: anna, body: { from: "/a", to: "/c" } })).body).toEqual({
    moved: 3,
    hasMore: false,
  });
  expect(await folders(anna)).toEqual([
    ["/", 1],
    ["/ab", 1],
    ["/c", 3],
    ["/c/b", 1],
  ]);
  expect(await folders(bea)).toEqual([["/a", 1]]);
  expect(life.events(FileEvents.updated).length - before).toBe(3);

  await life.call(move, { as: anna, body: { from: "/c", to: "/" } });
  expect(await folders(anna)).toEqual([
    ["/", 4],
    ["/ab", 1],
    ["/b", 1],
  ]);
});

it("a folder is neither moved into itself nor is the root", async () => {
  const anna = await life.user("anna");
  for (const [from, to] of [
    ["/a", "/a"],
    ["/a", "/a/b"],
    ["/", "/a"],
  ])
    expect((await life.call(move, { as: anna, body: { from, to } })).status).toBe(400);
  for (const from of ["a", "/a/", "/../a"])
    expect((await life.call(move, { as: anna, body: { from, to: "/b" } })).status).toBe(400);
});

it("a folder of more than 500 files is moved in several requests", async () => {
  const anna = await life.user("anna");
  await life.rows(
    `insert into files (user_id, file_name, folder_path, object_key, mime_type, size_bytes, sha256, status)
     select $1::uuid, n || '.txt', '/many', 'files/' || gen_random_uuid(), 'text/plain', 1, encode(sha256((n || 'of many')::bytea), 'hex'), 'ready' from generate_series(1, 501) n`,
    [anna.userId],
  );
  const body = { from: "/many", to: "/few" };
  expect((await life.call(move, { as: anna, body })).body).toEqual({ moved: 500, hasMore: true });
  expect((await life.call(move, { as: anna, body })).body).toEqual({ moved: 1, hasMore: false });
  expect(await life.count(files, `user_id = '${anna.userId}' and folder_path = '/few'`)).toBe(501);
});

it("a path that would become longer than paths may be is refused, and nothing is moved", async () => {
  const anna = await life.user("anna");
  const deep = `/deep${"/x".repeat(450)}`;
  await add(anna, deep);
  const to = `/${"y".repeat(100)}`.repeat(5);
  expect((await life.call(move, { as: anna, body: { from: "/deep", to } })).status).toBe(409);
  expect(await folders(anna)).toEqual([[deep, 1]]);
});
