/**
 * Zip files (PKWARE's APPNOTE 6.3), of whose bytes only the directory and the members that are asked for are read. What would fill a machine
 * (a bomb), what is encrypted, and names that lead out of a folder are refused by name.
 */
import { Readable } from "node:stream";
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from "yauzl";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { importErrors } from "#core/ingest/sayings";

export interface ZipMember {
  /** Its path in the zip file, with slashes. */
  name: string;
  sizeBytes: number;
  /** How many bytes of the zip file it takes. */
  packedBytes: number;
  /** Its bytes. Reading from a later place on unpacks what is before, too. */
  source: Source;
}

const MAX_MEMBERS = 100_000;
/** What all members are together when they are unpacked. */
const MAX_UNPACKED_BYTES = 50 * 1024 ** 3;
/** Text is packed to a tenth, rarely to a hundredth; what is packed to less than this is nothing but repetition. */
const MAX_RATIO = 200;
/** Whatever is smaller than this when it is unpacked does no harm. */
const HARMLESS_BYTES = 8 * 1024 ** 2;

/** The members that are files, in the order of the directory. Throws UnreadableSource. */
export async function zipMembers(source: Source): Promise<ZipMember[]> {
  const zip = await opened(source);
  const members: ZipMember[] = [];
  let [unpacked, packed] = [0, 0];
  for await (const entry of entriesOf(zip)) {
    if (members.length === MAX_MEMBERS) throw new UnreadableSource(importErrors("zip_too_many", { max: MAX_MEMBERS }));
    const { fileName: name, uncompressedSize: sizeBytes, compressedSize: packedBytes } = entry;
    unpacked += sizeBytes;
    packed += packedBytes;
    if (sizeBytes > HARMLESS_BYTES && sizeBytes > MAX_RATIO * packedBytes)
      throw new UnreadableSource(importErrors("zip_bomb", { name, times: MAX_RATIO }));
    if (unpacked > MAX_UNPACKED_BYTES)
      throw new UnreadableSource(importErrors("zip_too_large", { maxGb: MAX_UNPACKED_BYTES / 1024 ** 3 }));
    if (packed > source.sizeBytes) throw new UnreadableSource(importErrors("zip_overlaps"));
    if (name.endsWith("/")) continue;
    if (entry.isEncrypted()) throw new UnreadableSource(importErrors("zip_encrypted", { name }));
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
      throw new UnreadableSource(importErrors("zip_method", { name, method: entry.compressionMethod }));
    members.push({ name, sizeBytes, packedBytes, source: memberSource(zip, entry) });
  }
  return members;
}

const STORED = 0;
const DEFLATED = 8;

function opened(source: Source): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(
      new Ranges(source),
      source.sizeBytes,
      { autoClose: false, lazyEntries: true, strictFileNames: true, validateEntrySizes: true },
      (error, zip) => (error ? reject(unreadable(error)) : resolve(zip)),
    );
  });
}

/** The reader by which yauzl gets ranges of bytes. */
class Ranges extends RandomAccessReader {
  readonly source: Source;
  constructor(source: Source) {
    super();
    this.source = source;
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(span(this.source, start, end), { objectMode: false });
  }
}

/** A short range at once, and a long one as it is read. */
async function* span(source: Source, start: number, end: number): AsyncGenerator<Uint8Array> {
  if (end - start <= 1024 * 1024) return yield await source.range(start, end);
  let left = end - start;
  for await (const bytes of source.stream(start)) {
    yield bytes.length > left ? bytes.subarray(0, left) : bytes;
    left -= bytes.length;
    if (left <= 0) return;
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (let read = 0; read < zip.entryCount; read++) {
    yield await new Promise<Entry>((resolve, reject) => {
      const end = (settle: () => void) => {
        zip.off("entry", taken);
        zip.off("error", failed);
        settle();
      };
      const taken = (entry: Entry) => end(() => resolve(entry));
      const failed = (error: Error) => end(() => reject(unreadable(error)));
      zip.on("entry", taken);
      zip.on("error", failed);
      zip.readEntry();
    });
  }
}

/** A member's own bytes as a source. */
function memberSource(zip: ZipFile, entry: Entry): Source {
  const sizeBytes = entry.uncompressedSize;
  async function* stream(start = 0): AsyncGenerator<Uint8Array> {
    const bytes = await new Promise<Readable>((resolve, reject) =>
      zip.openReadStream(entry, (error, opened) => (error ? reject(unreadable(error)) : resolve(opened))),
    );
    let before = 0;
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) {
        if (before + chunk.length > start) yield chunk.subarray(Math.max(start - before, 0));
        before += chunk.length;
      }
    } catch (error) {
      throw unreadable(error as Error);
    } finally {
      bytes.destroy();
    }
  }
  async function range(start: number, end: number): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    let left = end - start;
    for await (const bytes of stream(start)) {
      parts.push(bytes.subarray(0, left));
      left -= bytes.length;
      if (left <= 0) break;
    }
    return Buffer.concat(parts);
  }
  return { name: entry.fileName, sizeBytes, stream, range };
}

/** What yauzl or zlib say of the file itself. Failures of what reads it are passed on. */
function unreadable(error: Error): Error {
  const { message } = error;
  const [, path] =
    /^(?:absolute path|invalid relative path|invalid characters in fileName): (.*)$/s.exec(message) ?? [];
  if (path !== undefined) return new UnreadableSource(importErrors("zip_leads_out", { path }));
  const isOfZlib = (error as { code?: string }).code?.startsWith("Z_") === true;
  const isOfYauzl = error.constructor === Error && (error as { code?: string }).code === undefined;
  return isOfZlib || isOfYauzl ? new UnreadableSource(importErrors("zip_broken", { detail: message })) : error;
}
