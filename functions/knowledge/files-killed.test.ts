/**
 * Kills in the middle of each step: the store does what it is asked and its answer never comes, nor does any later one. Whoever asks again
 * afterwards gets the file that an undisturbed upload gets, and the sweep finds nothing that does not belong together.
 */

import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { photographs } from "#core/knowledge/cleaning/pictures.fixture";
import { finishCheck } from "#core/knowledge/file-slices";
import { files } from "#core/knowledge/files.sql";
import { configure, runtime } from "#kit/runtime";
import type { Person } from "#testing/harness";
import { someOf } from "#testing/sampled";
import { put, type Shelf, sha256, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";
import { complete, get, purge, remove, restore, upload } from "./files.ts";
import { sweep } from "./schedules.ts";
import { emptyTrash } from "./storage.ts";

const MiB = 1024 ** 2;

let life: Shelf;
let wire: Awaited<ReturnType<typeof wireTo>>;
beforeAll(async () => {
  life = await shelf();
  wire = await wireTo(runtime().config.FILES_ENDPOINT!);
  const before = runtime();
  configure({ ...before, config: { ...before.config, FILES_ENDPOINT: wire.endpoint } });
});
afterAll(async () => {
  await wire.close();
  await life.close();
});

/** Passes requests on to the store until it is cut. */
async function wireTo(endpoint: string) {
  let left = Number.POSITIVE_INFINITY;
  const target = new URL(endpoint);
  const server = http.createServer((request, response) => {
    left--;
    if (left < 0) return void request.socket.destroy();
    const isCut = left === 0;
    const passed = http.request(
      { host: target.hostname, port: target.port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        // The store has done it by then, and nobody hears of it.
        if (isCut) return void request.socket.destroy();
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on("error", () => request.socket.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The answer to the request with this number, counted from now and from 1, is the first that does not come. */
    cutAt: (request: number) => {
      left = request;
    },
    mend: () => {
      left = Number.POSITIVE_INFINITY;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Next {
  partNumber: number;
  url: string;
}

/** What an app does until a file is there: it goes on wherever it was left. */
async function keep(anna: Person, bytes: Buffer, mimeType: string) {
  const { status, body } = await life.announce(anna, bytes, { mimeType });
  if (status >= 500) return status;
  const { whole, parts } = body.upload ?? {};
  const on = { as: anna, params: { fileId: body.file.id } };
  try {
    if (whole) await put(whole, bytes);
    for (const { partNumber, url } of (parts?.next ?? []) as Next[])
      await put({ url }, bytes.subarray((partNumber - 1) * 16 * MiB, partNumber * 16 * MiB));
  } catch {
    return 503;
  }
  if (parts && (await life.call(upload, on)).status >= 500) return 503;
  return (await life.call(complete, on)).status;
}

async function differences() {
  await scheduleHandler(sweep)({});
  return life.logs.findLast(({ message }) => message === "files swept")!.fields;
}

describe.each([
  ["whole", 200, 6, 2, "application/x-disk", () => Buffer.from(randomUUID())],
  ["of a photo", 200, 9, 2, "image/jpeg", () => Buffer.concat([photographs[0]![1], Buffer.from(randomUUID())])],
  [
    "in parts",
    202,
    12,
    1,
    "application/x-disk",
    () => Buffer.concat([Buffer.from(randomUUID()), Buffer.alloc(64 * MiB)]),
  ],
] as const)("an upload %s", (_, done, steps, most, mimeType, bytesOf) => {
  slow("that is killed at any request to the store is finished by asking again", async () => {
    const anna = await life.user("anna");
    let killed = 0;
    const all = Array.from({ length: steps }, (_, n) => n + 1);
    const tried = someOf("large-files", all, most);
    for (const step of tried) {
      const bytes = bytesOf();
      wire.cutAt(step);
      if ((await keep(anna, bytes, mimeType)) !== done) killed++;
      wire.mend();
      expect([step, await keep(anna, bytes, mimeType)]).toEqual([step, done]);
      const [file, ...others] = await life.rows("select id, status from files where user_id = $1 and sha256 = $2", [
        anna.userId,
        sha256(bytes),
      ]);
      expect(others).toEqual([]);
      const on = { as: anna, params: { fileId: file!.id as string } };
      if (done === 202) await finishCheck(life.as(anna), file!.id as string, sha256(bytes));
      expect((await life.call(get, on)).body).toMatchObject({ status: "ready", sizeBytes: bytes.length });
    }
    // The last steps of some uploads need no request any more.
    if (tried.length === steps) expect(killed).toBeGreaterThan(steps / 2);
    const { objects } = await life.store.list(`files/${anna.userId}/`);
    const rows = await life.count(files, `user_id = '${anna.userId}'`);
    expect(objects).toHaveLength(mimeType === "image/jpeg" ? 2 * rows : rows);
    expect(await differences()).toMatchObject({ freed: 0, orphans: 0, missing: 0, found: 0, copies: 0, isWhole: true });
  });
});

slow("a sweep that is killed at any request to the store is finished by the next", async () => {
  const anna = await life.user("anna");
  for (const step of someOf("large-files", [1, 2, 3, 4, 5, 6, 7, 8], 3)) {
    const kept = (await life.keep(anna, Buffer.from(randomUUID()))).body;
    const old = (await life.keep(anna, Buffer.from(randomUUID()))).body;
    await life.rows("update files set deleted_at = now() - interval '31 days' where id = $1", [old.id]);
    const stray = `files/${anna.userId}/${randomUUID()}`;
    await life.store.put(stray, Buffer.from("x"));
    wire.cutAt(step);
    await scheduleHandler(sweep)({}).catch(() => undefined);
    wire.mend();
    await scheduleHandler(sweep)({});
    const { objects } = await life.store.list(`files/${anna.userId}/`);
    const rows = await life.rows("select object_key from files where user_id = $1 order by 1", [anna.userId]);
    expect(objects.map(({ key }) => key)).toEqual(rows.map(({ object_key }) => object_key));
    expect((await life.call(get, { as: anna, params: { fileId: kept.id } })).body.status).toBe("ready");
  }
});

slow("a purge that is killed at any request to the store is finished by asking again", async () => {
  const anna = await life.user("anna");
  for (const step of someOf("large-files", [1, 2, 3], 1)) {
    for (const again of [purge, emptyTrash]) {
      const bytes = Buffer.concat([photographs[0]![1], Buffer.from(randomUUID())]);
      const { body: file } = await life.keep(anna, bytes, { fileName: "us.jpg", mimeType: "image/jpeg" });
      const on = { as: anna, params: { fileId: file.id } };
      await life.call(remove, on);
      wire.cutAt(step);
      await life.call(purge, on);
      wire.mend();
      expect((await life.call(again, again === purge ? on : { as: anna })).status).toBeLessThan(300);
      if (again === emptyTrash) await scheduleHandler(sweep)({});
      expect((await life.store.list(`files/${anna.userId}/`)).objects).toEqual([]);
      expect([404, 409]).toContain((await life.call(restore, on)).status);
    }
  }
});
