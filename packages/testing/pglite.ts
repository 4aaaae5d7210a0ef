/** PGlite for tests: in memory, on a copy of a template. */
import { PGlite } from "@electric-sql/pglite";
import { pgliteExtensions, refusingOnceEnded } from "#local/embedded-database";
import type { PackedFile } from "#local/prepared/pack";

/** Opens a PGlite on a copy of the files of a cleanly closed data folder, which skips both initdb and recovery. */
export async function openPglite(files: PackedFile[]): Promise<PGlite> {
  const pglite = new PGlite({
    fs: memoryOf(files),
    extensions: pgliteExtensions,
    // Shared memory is zeroed at the start, and tests need little of it.
    startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=8MB"],
  });
  await pglite.waitReady;
  return refusingOnceEnded(pglite);
}

type Filesystem = NonNullable<NonNullable<ConstructorParameters<typeof PGlite>[0]>["fs"]>;

interface MemoryFilesystem {
  mkdirTree(at: string): void;
  writeFile(at: string, data: Uint8Array, how: { canOwn: boolean }): void;
}

// PGlite's data folder.
const dataFolder = "/pglite/data";

/** PGlite's file system in memory, filled with `files` before PostgreSQL reads it. */
function memoryOf(files: PackedFile[]): Filesystem {
  const fill = ({ FS }: { FS: MemoryFilesystem }) => {
    FS.mkdirTree(dataFolder);
    for (const { name, data } of files) {
      if (data) FS.writeFile(`${dataFolder}/${name}`, data.slice(), { canOwn: true });
      else FS.mkdirTree(`${dataFolder}/${name}`);
    }
  };
  return {
    async init(_pglite, options) {
      // PGlite exports no type of what Emscripten hands to a step.
      const steps = [options.preRun ?? []].flat();
      return { emscriptenOpts: { ...options, preRun: [...steps, fill as never] } };
    },
    async syncToFs() {},
    async initialSyncFs() {},
    async closeFs() {},
    dumpTar: () => Promise.reject(new Error("A test database is not dumped.")),
  };
}
