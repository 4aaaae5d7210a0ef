/**
 * One process a data folder: PGlite has no lock of its own, and two processes on one folder lose each other's rows without an
 * error. The lock is a bound socket, which the operating system frees when its process ends, however it ends.
 */
import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export class DataFolderInUse extends Error {}

export interface Lock {
  release(): Promise<void>;
}

/** Throws DataFolderInUse when another process has the folder. */
export async function lockFolder(directory: string): Promise<Lock> {
  const address = addressFor(realpathSync(directory));
  const server = net.createServer((socket) => socket.end());
  for (let attempt = 0; ; attempt++) {
    try {
      await listen(server, address);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      if (attempt > 0 || (await answers(address))) {
        throw new DataFolderInUse(
          `Another LifeOS process is using ${directory}; stop it, or choose another folder with --data.`,
        );
      }
      // The socket file of a process that was killed: nobody answers on it.
      rmSync(address, { force: true });
    }
  }
  server.unref();
  return {
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/**
 * The address of the lock's socket. Socket paths are limited to about a hundred bytes, so it contains a hash of the folder's
 * path; Windows has named pipes.
 */
function addressFor(folder: string): string {
  const name = `lifeos-${createHash("sha256").update(folder).digest("hex").slice(0, 24)}`;
  return process.platform === "win32" ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`);
}

function listen(server: net.Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(address, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
