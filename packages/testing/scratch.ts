/** The folder for temporary files of tests. */
import { accessSync, constants, readFileSync, statfsSync } from "node:fs";

const SHARED_MEMORY = "/dev/shm";
const ROOM_BYTES = 2 * 1024 ** 3;

/**
 * Linux's shared memory, if it has room and allows executables; otherwise undefined. A database has a thousand files, and every
 * second test file copies one, which takes thirty milliseconds there and half a second on a disk.
 */
export function memoryFolder(): string | undefined {
  try {
    const mount = readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .map((line) => line.split(" "))
      .find(([, folder]) => folder === SHARED_MEMORY);
    if (!mount || mount[3]!.split(",").includes("noexec")) return undefined;
    accessSync(SHARED_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    return bavail * bsize >= ROOM_BYTES ? SHARED_MEMORY : undefined;
  } catch {
    return undefined;
  }
}
