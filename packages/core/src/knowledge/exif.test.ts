import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { photoDetailsOf } from "./exif.ts";
import { photograph, tiff } from "./photos.fixture.ts";

const written = {
  takenAt: "2026:03:01 10:11:12",
  offset: "+01:00",
  make: "Acme",
  model: "Snap 3",
  latitude: -33.8568,
  longitude: 151.2153,
};
const read = {
  takenAt: "2026-03-01T10:11:12+01:00",
  cameraMake: "Acme",
  cameraModel: "Snap 3",
  latitude: -33.8568,
  longitude: 151.2153,
};

describe.each(["II", "MM"] as const)("the details of a photo in byte order %s", (order) => {
  it("are read from JPEG, TIFF, PNG, WebP and HEIC", () => {
    const details = tiff(written, order);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(details.length);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(details.length);
    const files = {
      jpeg: photograph(written, order),
      tiff: details,
      png: Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), length, Buffer.from("eXIf"), details]),
      webp: Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBPVP8X", "latin1"), Buffer.from("EXIF"), size, details]),
      heic: Buffer.concat([Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"), Buffer.from("Exif\0\0"), details]),
    };
    for (const [type, bytes] of Object.entries(files)) expect([type, photoDetailsOf(bytes)]).toEqual([type, read]);
  });
});

describe("what a camera wrote", () => {
  it("without a zone stays without one", () => {
    expect(photoDetailsOf(photograph({ takenAt: "2026:03:01 10:11:12" }))).toEqual({ takenAt: "2026-03-01T10:11:12" });
  });

  it.each(["0000:00:00 00:00:00", "2026:02:30 10:00:00", "2026:01:01 25:00:00", "    :  :     :  :  ", "yesterday"])(
    "is no time when it is %s",
    (takenAt) => {
      expect(photoDetailsOf(photograph({ takenAt, make: "Acme" }))).toEqual({ cameraMake: "Acme" });
    },
  );

  it("is no place when it is 0, 0 or nowhere on Earth", () => {
    for (const [latitude, longitude] of [
      [0, 0],
      [91, 10],
      [10, 181],
    ] as const)
      expect(photoDetailsOf(photograph({ latitude, longitude, make: "Acme" }))).toEqual({ cameraMake: "Acme" });
  });

  it("is nothing where there is nothing", () => {
    expect(photoDetailsOf(Buffer.from("plain text that mentions Exif\0\0 and no more"))).toBeUndefined();
    expect(photoDetailsOf(Buffer.alloc(0))).toBeUndefined();
  });

  it("is read or left out, and never more, however it is damaged", () => {
    const whole = photograph(written);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(whole.length),
        (changes, length) => {
          const damaged = Buffer.from(whole);
          for (const [at, value] of changes) damaged[at] = value;
          const { latitude, longitude, altitudeMeters, takenAt, cameraMake } =
            photoDetailsOf(damaged.subarray(0, length)) ?? {};
          expect((latitude === undefined) === (longitude === undefined)).toBe(true);
          if (latitude !== undefined) expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
          if (altitudeMeters !== undefined) expect(Number.isFinite(altitudeMeters)).toBe(true);
          if (takenAt !== undefined) expect(takenAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d)?$/);
          if (cameraMake !== undefined) expect(cameraMake.length).toBeLessThanOrEqual(100);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
