/** A long member of a zip file is unpacked into the store, once and by parts, and nothing of it stays there when the import has ended. */
import { createHash } from "node:crypto";
import { zipSync } from "fflate";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { ImportStarted } from "#core/ingest/events";
import { importInSlice } from "#core/ingest/import-slices";
import { type Source, StillUnpacking, UnreadableSource } from "#core/ingest/importer";
import { unpacked } from "#core/ingest/unpacking";
import { zipMembers } from "#core/ingest/zip";
import { unpackedFolder } from "#core/knowledge/unpacked";
import { cancel, create, get, resume } from "#functions/ingest/imports";
import { sweep } from "#functions/knowledge/schedules";
import { get as storage } from "#functions/knowledge/storage";
import type { Person } from "#testing/harness";
import { type Shelf, shelf } from "#testing/shelf";
import { slow } from "#testing/slow";
import { bytesSource } from "#testing/sources";

const MB = 1024 ** 2;
/** So that five megabytes are long. */
const LIMITS = { longBytes: MB, partBytes: MB };
/** Tasks before and after comments that make the file long. */
const TASKS = 1_200;
/** A hundred kilobytes of words in no order, which are packed to about a quarter. */
const words = Array.from({ length: 12_000 }, (_, n) => (((n * 2_654_435_761) % 2 ** 32) >>> 8).toString(36)).join(" ");
const note = (n: number) => `note,${words.slice(n * 100)}${words.slice(0, n * 100)}\n`;
const csv = Buffer.from(
  [
    "TYPE,CONTENT\n",
    ...Array.from({ length: TASKS / 2 }, (_, n) => `task,Before ${n}\n`),
    ...Array.from({ length: 80 }, (_, n) => note(n)),
    ...Array.from({ length: TASKS / 2 }, (_, n) => `task,After ${n}\n`),
  ].join(""),
);
const zip = Buffer.from(zipSync({ "Home.csv": [csv, { level: 1 }] }));

class Killed extends Error {}

let life: Shelf;
beforeAll(async () => {
  life = await shelf();
});
afterAll(() => life.close());
const kept = async () => (await life.store.list("unpacked/")).objects;
afterEach(async () => expect(await kept()).toEqual([]));

const sha256 = async (bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
  const hash = createHash("sha256");
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest("hex");
};

describe("a long member", () => {
  const folder = unpackedFolder("person", "import");
  afterEach(async () => {
    for (const { key } of await kept()) await life.store.remove(key);
  });

  /** The only member of these bytes, as a run of an import would read it, which ends when `hasTime` says so. */
  async function memberOf(source: Source, hasTime = () => true): Promise<Source> {
    const [member] = await zipMembers({
      ...source,
      unpack: (one) => unpacked(folder, one, { ...LIMITS, hasTime, takeRoom: async () => {} }),
    });
    return member!.source;
  }
  /** Fails once so many bytes were read. */
  function killed(source: Source, afterBytes: number): Source {
    return {
      ...source,
      async *stream(start) {
        let read = 0;
        for await (const chunk of source.stream(start)) {
          read += chunk.length;
          if (read > afterBytes) throw new Killed("killed");
          yield chunk;
        }
      },
    };
  }

  slow("is unpacked once however often that is killed, and read from anywhere without its packed bytes", async () => {
    expect(csv.length).toBeGreaterThan(5 * MB);
    const source = bytesSource("Backup.zip", zip);
    const perRun: number[] = [];
    for (let run = 0; ; run++) {
      const before = source.readBytes();
      const member = await memberOf(run < 3 ? killed(source, zip.length / 3) : source);
      const outcome = await sha256(member.stream()).catch((error: Error) => error.message);
      perRun.push(source.readBytes() - before);
      if (outcome === "killed") continue;
      expect(outcome).toBe(createHash("sha256").update(csv).digest("hex"));
      break;
    }
    expect(perRun.length).toBeGreaterThan(2);
    // What a kill loses is the part that was being unpacked, and what was read ahead of it.
    const lost = (perRun.length - 1) * (zip.length * (MB / csv.length) + 0.5 * MB);
    expect(perRun.reduce((sum, read) => sum + read)).toBeLessThan(zip.length + lost);

    const before = source.readBytes();
    const again = await memberOf(source);
    for (const at of [0, 3 * MB, 2 * MB + 5, csv.length - 100])
      expect(await again.range(at, at + 100)).toEqual(csv.subarray(at, at + 100));
    expect(await sha256(again.stream(csv.length - MB))).toBe(await sha256([csv.subarray(-MB)]));
    // Its place in the directory of the zip file is read, and nothing of itself.
    expect(source.readBytes() - before).toBeLessThan(200_000);
  });

  it("is unpacked by a part a slice at least, for as long as a slice has time", async () => {
    const source = bytesSource("Backup.zip", zip);
    const slice = async () => (await memberOf(source, () => false)).range(0, 4);
    let slices = 0;
    for (; ; slices++) {
      const failure = await slice().then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined) break;
      expect(failure).toBeInstanceOf(StillUnpacking);
      // The parts, and the state.
      expect((await kept()).length).toBe(slices + 2);
    }
    expect(slices).toBeGreaterThan(4);
    expect(await slice()).toEqual(csv.subarray(0, 4));
    // Each slice reads the directory, and a little ahead.
    expect(source.readBytes()).toBeLessThan(zip.length + (slices + 2) * 0.5 * MB);
  });

  slow("that is longer or shorter than it says, or broken, is refused by name", async () => {
    const said = (bytes: number) => {
      const lying = Buffer.from(zip);
      lying.writeUInt32LE(bytes, lying.indexOf("PK\x01\x02", 0, "latin1") + 24);
      return lying;
    };
    const broken = Buffer.from(zip);
    broken.fill(0xff, 5_000, 9_000);
    for (const [bytes, why] of [
      [said(csv.length - 5), "“Home.csv” is longer than it says"],
      [said(csv.length + 5), "“Home.csv” ends before it should"],
      [broken, "It is no zip file, or a broken one"],
    ] as const) {
      const member = await memberOf(bytesSource("Backup.zip", bytes));
      const failure = await member.range(0, 10).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(UnreadableSource);
      expect(String(failure)).toContain(why);
      for (const { key } of await kept()) await life.store.remove(key);
    }
  });
});

describe("an import of a zip file with a long member", () => {
  let fileId: string;
  let anna: Person;
  beforeAll(async () => {
    anna = await life.user("anna");
    const said = { fileName: "Backup.zip", mimeType: "application/zip" };
    fileId = (await life.keep(anna, zip, said)).body.id;
  });

  async function asked(as = anna, file = fileId) {
    const { status, body } = await life.call(create, {
      as,
      body: { kind: "todoist_backup", fileId: file, again: true },
    });
    expect(status).toBe(201);
    return body.id as string;
  }
  const now = async (importId: string) => (await life.call(get, { as: anna, params: { importId } })).body;
  const slice = (importId: string, as = anna) => {
    const started = life.published.findLast(
      ({ type, data }) => type === ImportStarted.type && data.entityId === importId,
    )!;
    const story = { userId: as.userId, importId, correlationId: started.correlationid, causationId: started.id };
    return importInSlice(story, { ms: 0, rows: 500, unpacking: LIMITS });
  };

  it("takes room among the files of its person for as long as it goes on", async () => {
    const used = async () => (await life.call(storage, { as: anna })).body.usedBytes;
    const id = await asked();
    expect(await used()).toBe(zip.length);
    // Whoever unpacks the same again, as after a kill, takes no room again.
    for (let n = 0; n < 2; n++) {
      expect(await slice(id)).toBe(true);
      expect(await used()).toBe(zip.length + csv.length);
    }
    await life.call(cancel, { as: anna, params: { importId: id } });
    expect(await used()).toBe(zip.length + csv.length);
    expect(await slice(id)).toBe(false);
    expect(await used()).toBe(zip.length);
  });

  it("takes no room any more when it was swept away", async () => {
    const id = await asked();
    expect(await slice(id)).toBe(true);
    await life.call(cancel, { as: anna, params: { importId: id } });
    await scheduleHandler(sweep)({});
    expect((await life.call(storage, { as: anna })).body.usedBytes).toBe(zip.length);
  });

  it("is refused by name where there is no room, and goes on once there is", async () => {
    const bea = await life.user("bea");
    const { body: file } = await life.keep(bea, zip, { fileName: "Backup.zip", mimeType: "application/zip" });
    const large = [2, 2, 1].map((n) => n * 10 ** 9 - (n === 1 ? zip.length + csv.length - 1 : 0));
    const others = [];
    for (const [n, sizeBytes] of large.entries())
      others.push((await life.announce(bea, Buffer.from(`file ${n}`), { sizeBytes })).body.file.id);
    const id = await asked(bea, file.id);
    const state = async () => (await life.call(get, { as: bea, params: { importId: id } })).body;
    expect(await slice(id, bea)).toBe(false);
    expect(await state()).toMatchObject({
      status: "failed",
      errorCoded: { code: "zip_no_room", params: { name: "Home.csv", tier: "free", size: "5 GB" } },
    });
    expect(await kept()).toEqual([]);
    // A byte less of others is enough.
    await life.database.query("update files set size_bytes = size_bytes - 1 where id = $1", [others[0]]);
    await life.call(resume, { as: bea, params: { importId: id } });
    expect(await slice(id, bea)).toBe(true);
    expect((await state()).status).toBe("running");
    await life.call(cancel, { as: bea, params: { importId: id } });
    expect(await slice(id, bea)).toBe(false);
  });

  slow("takes in all of it, with the store as it was before", async () => {
    const id = await asked();
    let slices = 0;
    while (await slice(id)) if (slices++ === 0) expect((await kept()).length).toBeGreaterThan(1);
    expect(await now(id)).toMatchObject({ status: "completed", created: TASKS + 1, total: TASKS + 1, failed: 0 });
  });

  slow("leaves nothing in the store when it is cancelled, and goes on from where it was", async () => {
    const id = await asked();
    const params = { importId: id };
    expect(await slice(id)).toBe(true);
    expect(await kept()).not.toEqual([]);
    await life.call(cancel, { as: anna, params });
    expect(await slice(id)).toBe(false);
    expect(await kept()).toEqual([]);
    await life.call(resume, { as: anna, params });
    while (await slice(id));
    expect(await now(id)).toMatchObject({ status: "completed", skipped: TASKS + 1, total: TASKS + 1 });
  });

  slow("of a person who is erased, or whose run was lost, is swept away, and one that goes on is not", async () => {
    const [going, lost] = [await asked(), await asked()];
    for (const id of [going, lost]) expect(await slice(id)).toBe(true);
    await life.database.query("delete from import_jobs where id = $1", [lost]);
    await scheduleHandler(sweep)({});
    const keys = (await kept()).map(({ key }) => key);
    expect(keys).not.toEqual([]);
    expect(keys.every((key) => key.startsWith(unpackedFolder(anna.userId, going)))).toBe(true);
    await life.call(cancel, { as: anna, params: { importId: going } });
    await scheduleHandler(sweep)({});
  });
});
