import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksumDigest, combinedCrc } from "./checksums.ts";

const hexOf = (algorithm: Parameters<typeof checksumDigest>[0], ...chunks: Uint8Array[]) => {
  const digest = checksumDigest(algorithm);
  for (const chunk of chunks) digest.update(chunk);
  return Buffer.from(digest.value(), "base64").toString("hex");
};

describe("a checksum", () => {
  // The check values of the "Catalogue of parametrised CRC algorithms".
  it.each([
    ["crc32", "cbf43926"],
    ["crc32c", "e3069283"],
    ["crc64nvme", "ae8b14860a799888"],
    ["sha1", createHash("sha1").update("123456789").digest("hex")],
    ["sha256", createHash("sha256").update("123456789").digest("hex")],
  ] as const)("has its published value: %s", (algorithm, expected) => {
    expect(hexOf(algorithm, Buffer.from("123456789"))).toBe(expected);
  });

  it.each(["crc32", "crc32c", "crc64nvme"] as const)(
    "of parts combines to that of the whole, however it is split: %s",
    (name) => {
      fc.assert(
        fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { minLength: 1, maxLength: 5 }), (parts) => {
          const whole = hexOf(name, Buffer.concat(parts));
          expect(hexOf(name, ...parts)).toBe(whole);
          const each = parts.map((part) => ({
            value: Buffer.from(hexOf(name, part), "hex").toString("base64"),
            size: part.length,
          }));
          expect(Buffer.from(combinedCrc(name, each), "base64").toString("hex")).toBe(whole);
        }),
      );
    },
  );
});
