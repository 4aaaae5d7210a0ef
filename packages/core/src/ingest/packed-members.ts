/** The members of a packed document that is in memory (Word, OpenDocument, EPUB). Only what is asked for is unpacked, and only as much as is read. */
import { type Entry, fromBuffer, type ZipFile } from "yauzl";

/** A book has a member for each chapter and picture. */
const MAX_MEMBERS = 20_000;
const MAX_MEMBER_BYTES = 16 * 1024 ** 2;
/** Of all that is read of one document. */
const MAX_BYTES = 64 * 1024 ** 2;

export interface PackedMembers {
  has(name: string): boolean;
  /** Undefined when there is none; a longer one is cut. Throws when it cannot be unpacked. */
  text(name: string): Promise<string | undefined>;
}

/** Throws an Error when it is no zip file. */
export async function packedMembers(file: Uint8Array): Promise<PackedMembers> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", () => resolve());
    zip.on("entry", (entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size < MAX_MEMBERS) zip.readEntry();
      else resolve();
    });
    zip.readEntry();
  });
  let left = MAX_BYTES;
  return {
    has: (name) => entries.has(name),
    async text(name) {
      const entry = entries.get(name);
      if (!entry) return undefined;
      const unpacked = await beginningOf(zip, entry, Math.min(left, MAX_MEMBER_BYTES));
      left -= unpacked.length;
      return decoded(unpacked);
    },
  };
}

function beginningOf(zip: ZipFile, entry: Entry, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      let length = 0;
      const done = () => resolve(Buffer.concat(chunks).subarray(0, maxBytes));
      stream.on("error", reject).on("end", done);
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length < maxBytes) return;
        stream.destroy();
        done();
      });
    });
  });
}

/** XML is UTF-8 unless its first bytes say that it is UTF-16. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}
