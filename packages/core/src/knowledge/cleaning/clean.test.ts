import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orientationOf, photoDetailsOf } from "#core/knowledge/exif";
import { typeOf } from "#core/knowledge/file-types";
import { photograph } from "#core/knowledge/photos.fixture";
import { cleaned } from "./clean.ts";
import { Original, type Piece, Uncleanable } from "./original.ts";
import { PICTURE, photographs, SECRET } from "./pictures.fixture.ts";

const original = (bytes: Buffer) => new Original(bytes.length, async (start, end) => bytes.subarray(start, end));

function joined(bytes: Buffer, pieces: readonly Piece[]): Buffer {
  return Buffer.concat(
    pieces.map((piece) =>
      "bytes" in piece
        ? piece.bytes
        : "zeros" in piece
          ? Buffer.alloc(piece.zeros)
          : bytes.subarray(piece.start, piece.end),
    ),
  );
}

/** What others get of these bytes. */
async function forOthers(type: string, bytes: Buffer): Promise<Buffer> {
  const pieces = await cleaned(type, original(bytes));
  return pieces ? joined(bytes, pieces) : bytes;
}

const countOf = (bytes: Buffer, part: Buffer) => bytes.toString("latin1").split(part.toString("latin1")).length - 1;

describe.each(photographs)("a photo or film of the type %s", (type, bytes) => {
  it("is found to be one, and says when and where", async () => {
    expect(await typeOf(bytes)).toBe(type);
    expect(bytes.includes(SECRET)).toBe(true);
  });

  it("says neither when nor where to others, who get the same picture", async () => {
    const clean = await forOthers(type, bytes);
    expect(clean.includes(SECRET)).toBe(false);
    for (const part of ["SEC RET", "2026:03:01", "xmpmeta"])
      expect([part, clean.includes(part)]).toEqual([part, false]);
    const { takenAt, latitude, cameraMake } = photoDetailsOf(clean) ?? {};
    expect({ takenAt, latitude, cameraMake }).toEqual({});
    expect(countOf(clean, PICTURE)).toBe(countOf(bytes, PICTURE));
    expect(await typeOf(clean)).toBe(type);
  });

  it("is clean once it is cleaned", async () => {
    const clean = await forOthers(type, bytes);
    expect((await forOthers(type, clean)).equals(clean)).toBe(true);
  });

  it("keeps how it is turned", async () => {
    const clean = await forOthers(type, bytes);
    const at = (part: string) => clean.indexOf(Buffer.from(part, "latin1"));
    const exif: Record<string, number> = {
      "image/jpeg": at("Exif\0\0") + 6,
      "image/png": at("eXIf") + 4,
      "image/webp": at("EXIF") + 8,
      "image/tiff": 0,
    };
    if (exif[type] !== undefined) expect(orientationOf(clean.subarray(exif[type]))).toBe(6);
  });

  it("is withheld or cleaned, and nothing else, however it is damaged", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.integer({ min: Math.floor(bytes.length / 4), max: bytes.length }),
        async (changes, length) => {
          const damaged = Buffer.from(bytes.subarray(0, length));
          for (const [at, value] of changes) if (at < length && at > 12) damaged[at] = value;
          try {
            const pieces = await cleaned(type, original(damaged));
            for (const piece of pieces ?? []) {
              if (!("start" in piece)) continue;
              expect(piece.start).toBeLessThan(piece.end);
              expect(piece.end).toBeLessThanOrEqual(length);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(Uncleanable);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("what others get as it is", () => {
  it.each([
    ["text/plain", "some text"],
    ["application/pdf", "%PDF-1.7"],
    ["image/svg+xml", "<svg/>"],
    ["video/x-msvideo", "RIFF"],
    ["audio/mpeg", "ID3"],
  ])("are files of the type %s", async (type, text) => {
    expect(await cleaned(type, original(Buffer.from(text)))).toBeUndefined();
  });

  it("are photos that say nothing", async () => {
    for (const [type, bytes] of photographs) {
      const clean = await forOthers(type, bytes);
      if (type !== "image/webp") expect([type, await cleaned(type, original(clean))]).toEqual([type, undefined]);
    }
  });
});

describe("what others do not get", () => {
  it.each(["image/x-nikon-nef", "image/x-canon-cr2", "image/x-adobe-dng", "image/bpg", "image/vnd.adobe.photoshop"])(
    "is a picture of the type %s, which cannot be cleaned",
    async (type) => {
      await expect(cleaned(type, original(Buffer.from("x")))).rejects.toThrow(type);
    },
  );

  it("is a file of millions of parts, which is given up before long", async () => {
    const chunk = Buffer.from("\0\0\0\0tEXt\0\0\0\0", "latin1");
    const bytes = Buffer.concat([
      Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
      Buffer.alloc(chunk.length * 1_200_000, chunk),
    ]);
    await expect(cleaned("image/png", original(bytes))).rejects.toThrow("more parts");
  });
});

it("a marker of JPEG is found where blocks of the store end", async () => {
  for (const shift of [-3, -2, -1, 0, 1]) {
    const photo = photograph({ takenAt: "2026:03:01 10:11:12", latitude: 48.2, longitude: 16.37 });
    // The data of the scan reaches to the end of the first block, and the end marker is about there.
    const scan = Buffer.concat([Buffer.from("ffda0002", "hex"), Buffer.alloc(1024 ** 2 - photo.length - 2 + shift, 1)]);
    const bytes = Buffer.concat([photo.subarray(0, -2), scan, Buffer.from("ffd9", "hex"), Buffer.from(SECRET)]);
    const clean = await forOthers("image/jpeg", bytes);
    expect(clean.includes(SECRET)).toBe(false);
    expect(clean.subarray(-2).toString("hex")).toBe("ffd9");
    expect(clean.length).toBe(scan.length + 2 + 4 + 2);
  }
});

/** Files of many types that others have collected, where they are there. */
const samples = resolve(
  import.meta.dirname,
  "../../../../..",
  process.env.LIFEOS_DATA ?? "../shared/data",
  "file-types",
);

it.runIf(existsSync(samples))(
  "each file of the collection is cleaned, handed on as it is, or withheld by name",
  async () => {
    const outcomes: Record<string, number> = { clean: 0, same: 0, withheld: 0 };
    for (const name of readdirSync(samples)) {
      const bytes = readFileSync(join(samples, name));
      const type = await typeOf(bytes.subarray(0, 1024 ** 2));
      try {
        const pieces = await cleaned(type, original(bytes));
        outcomes[pieces ? "clean" : "same"]!++;
        if (!pieces || !type?.startsWith("image/")) continue;
        const details = photoDetailsOf(joined(bytes, pieces)) ?? {};
        expect([name, details.takenAt, details.latitude]).toEqual([name, undefined, undefined]);
      } catch (error) {
        expect(error).toBeInstanceOf(Uncleanable);
        outcomes.withheld!++;
      }
    }
    expect(outcomes.clean! + outcomes.same! + outcomes.withheld!).toBeGreaterThan(80);
  },
);
