/** Exports that are many files in a zip file, or one of these files alone. */
import { healthErrors, healthReasons } from "#core/health/sayings";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import { zipMembers } from "#core/ingest/zip";
import type { Saying } from "#kit/saying";
import { type HealthUnit, nameOf, type Read } from "./rows.ts";
import { type Step, toldIn, units } from "./telling.ts";

/** A file of an export. */
export interface ExportFile {
  /** Its path, with slashes. */
  path: string;
  /** Its name without folders. */
  name: string;
  source: Source;
  /** What it begins with. */
  beginning(): Promise<string>;
}

/** What was read of a file together, and where its reader goes on afterwards. */
export interface FileStep {
  next: unknown;
  /** How much of the file is read. */
  byte: number;
  reads: readonly Read[];
}

export type Treatment =
  /** Files of a lower order are read before. */
  { read(from: unknown): AsyncIterable<FileStep>; order?: number } | { skip: Saying };

/** A program whose exports are read. */
export interface Format {
  program: string;
  /** What becomes of each of the files, in their order; undefined for those that it knows nothing of. */
  treat(files: readonly ExportFile[]): Promise<readonly (Treatment | undefined)[]>;
}

const BEGINNING_BYTES = 4 * 1024;

interface Place {
  file: number;
  from: unknown;
  /** How many of those that are read together next are told of already. */
  done: number;
}

/** The format is that of the given ones which knows most of the files. Throws UnreadableSource when none knows any. */
export async function* readArchive(
  source: Source,
  cursor: string | undefined,
  formats: readonly Format[],
): AsyncGenerator<HealthUnit> {
  const files = await filesOf(source);
  const treated = await Promise.all(formats.map((one) => one.treat(files)));
  const readable = treated.map((one) => one.filter((treatment) => treatment && "read" in treatment).length);
  const most = Math.max(...readable);
  if (most === 0) throw noneOf(source, files, formats);
  const treatments = treated[readable.indexOf(most)]!;
  const parts = files
    .map((file, at) => ({ file, treatment: treatments[at] ?? { skip: healthReasons("other_file") } }))
    .sort((one, other) => orderOf(one.treatment) - orderOf(other.treatment));
  const told = toldIn<Place>(cursor, { file: 0, from: undefined, done: 0 });
  yield* units(stepsOf(parts, told.place, source.sizeBytes), told);
}

const orderOf = (treatment: Treatment) => ("skip" in treatment ? -1 : (treatment.order ?? 0));

function noneOf(source: Source, files: readonly ExportFile[], formats: readonly Format[]): UnreadableSource {
  const database = files.find(({ name }) => /health_connect.*\.db$/i.test(name));
  if (database) return new UnreadableSource(healthErrors("export_database", { name: nameOf(database.name) }));
  const program = formats.map((one) => one.program).join(", ");
  return new UnreadableSource(healthErrors("export_none", { name: nameOf(source.name), program }));
}

async function filesOf(source: Source): Promise<ExportFile[]> {
  if (source.sizeBytes === 0) throw new UnreadableSource(healthErrors("file_empty"));
  const signature = await source.range(0, Math.min(source.sizeBytes, 4));
  if (!signature.toString("latin1").startsWith("PK")) return [fileOf(source.name, source)];
  const members = await zipMembers(source);
  return members.filter(({ name }) => !isOfSystem(name)).map((one) => fileOf(one.name, one.source));
}

/** What macOS puts beside each file when it packs them anew. */
export const isOfSystem = (name: string): boolean => /(^|\/)(__MACOSX\/|\.DS_Store$|\._)/.test(name);

function fileOf(path: string, source: Source): ExportFile {
  let beginning: Promise<string> | undefined;
  return {
    path,
    name: path.slice(path.lastIndexOf("/") + 1),
    source: { ...source, name: path },
    beginning() {
      beginning ??= source
        .range(0, Math.min(source.sizeBytes, BEGINNING_BYTES))
        .then((bytes) => bytes.toString("utf8").replace(/^\uFEFF/, ""));
      return beginning;
    },
  };
}

async function* stepsOf(
  parts: readonly { file: ExportFile; treatment: Treatment }[],
  from: Place,
  sourceBytes: number,
): AsyncGenerator<Step<Place>> {
  const total = parts.reduce((sum, { file }) => sum + file.source.sizeBytes, 0);
  let before = parts.slice(0, from.file).reduce((sum, { file }) => sum + file.source.sizeBytes, 0);
  const readBytes = (byte: number) => Math.floor((sourceBytes * (before + byte)) / Math.max(total, 1));
  for (let at = from.file; at < parts.length; at++) {
    const { file, treatment } = parts[at]!;
    const after: Place = { file: at + 1, from: undefined, done: 0 };
    if ("skip" in treatment) {
      const row = { what: "passed", name: nameOf(file.name), reason: treatment.skip } as const;
      yield { place: after, readBytes: readBytes(file.source.sizeBytes), read: { row, count: 1 } };
    } else {
      let here: Place = at === from.file ? from : { file: at, from: undefined, done: 0 };
      for await (const { next, byte, reads } of treatment.read(here.from)) {
        const end: Place = { file: at, from: next, done: 0 };
        for (let done = here.done; done < reads.length; done++) {
          const place = done + 1 === reads.length ? end : { ...here, done: done + 1 };
          yield { place, readBytes: readBytes(byte), read: reads[done]! };
        }
        if (reads.length === 0) yield { place: end, readBytes: readBytes(byte) };
        here = end;
      }
      yield { place: after, readBytes: readBytes(file.source.sizeBytes) };
    }
    before += file.source.sizeBytes;
  }
}
