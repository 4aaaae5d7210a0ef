/**
 * The checksums that S3 knows, as digests over a stream, and how those of parts are combined: as a checksum of checksums
 * (COMPOSITE), or, for a CRC, as that of all bytes (FULL_OBJECT) without reading them again. Reference: "Checking object
 * integrity" in the Amazon S3 user guide.
 */
import { createHash, type Hash } from "node:crypto";
import { crc32 } from "node:zlib";

/** By their S3 names in lower case. */
export const checksumAlgorithms = ["crc32", "crc32c", "crc64nvme", "sha1", "sha256"] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

export interface Checksum {
  algorithm: ChecksumAlgorithm;
  /** base64 */
  value: string;
}

export interface Digest {
  update(chunk: Uint8Array): void;
  /** base64 */
  value(): string;
}

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm =>
  (checksumAlgorithms as readonly string[]).includes(name);

/** CRCs of parts can be combined, which decides the types of checksum that an algorithm may have. */
type Crc = "crc32" | "crc32c" | "crc64nvme";
export const isCrc = (algorithm: ChecksumAlgorithm): algorithm is Crc => algorithm.startsWith("crc");

/** The polynomials in reflected form, the lowest power of x in the highest bit. */
const polynomials: Record<Crc, { polynomial: bigint; bits: 32 | 64 }> = {
  crc32: { polynomial: 0xedb88320n, bits: 32 },
  crc32c: { polynomial: 0x82f63b78n, bits: 32 },
  crc64nvme: { polynomial: 0x9a6c9329ac4bc9b5n, bits: 64 },
};

/** The digest behind `x-amz-checksum-<algorithm>`. */
export function checksumDigest(algorithm: ChecksumAlgorithm): Digest {
  if (algorithm === "crc32") return zlibCrc32();
  if (isCrc(algorithm)) return crcDigest(polynomials[algorithm]);
  return hashDigest(createHash(algorithm));
}

const hashDigest = (hash: Hash): Digest => ({
  update: (chunk) => void hash.update(chunk),
  value: () => hash.digest("base64"),
});

function zlibCrc32(): Digest {
  let state = 0;
  return {
    update(chunk) {
      state = crc32(chunk, state);
    },
    value: () => base64Of(BigInt(state), 32),
  };
}

/**
 * One table for each of the eight bytes that are processed at once ("slicing by 8"); the halves of a 64-bit entry side by side.
 */
interface Tables {
  low: Int32Array;
  high: Int32Array;
}
const SLICES = 8;
const made = new Map<bigint, Tables>();

function tablesOf(polynomial: bigint): Tables {
  const known = made.get(polynomial);
  if (known) return known;
  const tables = { low: new Int32Array(SLICES * 256), high: new Int32Array(SLICES * 256) };
  for (let byte = 0; byte < 256; byte++) {
    let crc = BigInt(byte);
    for (let slice = 0; slice < SLICES; slice++) {
      for (let bit = 0; bit < 8; bit++) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
      tables.low[slice * 256 + byte] = Number(BigInt.asIntN(32, crc));
      tables.high[slice * 256 + byte] = Number(BigInt.asIntN(32, crc >> 32n));
    }
  }
  made.set(polynomial, tables);
  return tables;
}

function crcDigest({ polynomial, bits }: { polynomial: bigint; bits: 32 | 64 }): Digest {
  const { low: of, high: up } = tablesOf(polynomial);
  // Two halves of 32 bits, because JavaScript's bitwise operators have 32; the upper half of a 32-bit CRC stays 0.
  let low = -1;
  let high = bits === 64 ? -1 : 0;
  return {
    update(bytes) {
      const { length } = bytes;
      let at = 0;
      // Unrolled, because a loop over the eight bytes costs three times as much.
      for (; at + SLICES <= length; at += SLICES) {
        const a = low ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
        const b = high ^ (bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24));
        const [i0, i1, i2, i3] = [
          1792 | (a & 255),
          1536 | ((a >>> 8) & 255),
          1280 | ((a >>> 16) & 255),
          1024 | (a >>> 24),
        ];
        const [i4, i5, i6, i7] = [768 | (b & 255), 512 | ((b >>> 8) & 255), 256 | ((b >>> 16) & 255), b >>> 24];
        low = of[i0]! ^ of[i1]! ^ of[i2]! ^ of[i3]! ^ of[i4]! ^ of[i5]! ^ of[i6]! ^ of[i7]!;
        if (bits === 32) continue;
        high = up[i0]! ^ up[i1]! ^ up[i2]! ^ up[i3]! ^ up[i4]! ^ up[i5]! ^ up[i6]! ^ up[i7]!;
      }
      for (; at < length; at++) {
        const index = (low ^ bytes[at]!) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ of[index]!;
        high = (high >>> 8) ^ up[index]!;
      }
    },
    value: () => base64Of((BigInt(~high >>> 0) << 32n) | BigInt(~low >>> 0), bits),
  };
}

/** The CRC of the concatenated parts, from the CRC and the size of each. */
export function combinedCrc(algorithm: Crc, parts: readonly { value: string; size: number }[]): string {
  const { polynomial, bits } = polynomials[algorithm];
  const combined = parts.reduce((crc, { value, size }) => {
    const shifted = times(crc, powerOfX(BigInt(size) * 8n, polynomial, bits), polynomial, bits);
    return shifted ^ BigInt(`0x${Buffer.from(value, "base64").toString("hex")}`);
  }, 0n);
  return base64Of(combined, bits);
}

/** x to the power of `exponent` modulo the polynomial, by squaring. */
function powerOfX(exponent: bigint, polynomial: bigint, bits: number): bigint {
  let result = 1n << BigInt(bits - 1);
  let square = 1n << BigInt(bits - 2);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = times(result, square, polynomial, bits);
    square = times(square, square, polynomial, bits);
  }
  return result;
}

/** The product of two polynomials modulo the CRC's, all reflected. */
function times(a: bigint, b: bigint, polynomial: bigint, bits: number): bigint {
  let product = 0n;
  for (let bit = BigInt(bits - 1), factor = b; bit >= 0n; bit--) {
    if ((a >> bit) & 1n) product ^= factor;
    factor = factor & 1n ? (factor >> 1n) ^ polynomial : factor >> 1n;
  }
  return product;
}

const base64Of = (value: bigint, bits: number) =>
  Buffer.from(
    BigInt.asUintN(bits, value)
      .toString(16)
      .padStart(bits / 4, "0"),
    "hex",
  ).toString("base64");
