/** The SHA-256 of a file, whatever its size, in 4 MiB of memory and without keeping the page busy. */
import { sha256WorkerAddress } from "./script-address.ts";
import type { Sha256Answer } from "./sha256.worker.ts";

/** As 64 hexadecimal digits. Rejects when the file cannot be read, as one that was changed meanwhile, or when `signal` says so. */
export function sha256Of(file: File, signal: AbortSignal, onRead: (bytes: number) => void): Promise<string> {
  const worker = new Worker(sha256WorkerAddress(), { type: "module" });
  return new Promise<string>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    worker.addEventListener("error", () => reject(new Error("The worker that hashes cannot be loaded.")));
    worker.addEventListener("message", ({ data }: MessageEvent<Sha256Answer>) => {
      if ("readBytes" in data) onRead(data.readBytes);
      else if ("sha256" in data) resolve(data.sha256);
      else reject(new UnreadableFile(data.unreadable));
    });
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}

export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
}
