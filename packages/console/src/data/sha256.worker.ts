/**
 * Hashes a file slice by slice, beside the page: SubtleCrypto hashes only what is in memory as a whole, and a film is not. Gets the file, and answers how
 * many bytes are read, at last the hash.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const SLICE_BYTES = 4 * 1024 ** 2;

export type Sha256Answer = { readBytes: number } | { sha256: string } | { unreadable: string };

const answer = (said: Sha256Answer) => postMessage(said);

addEventListener("message", async ({ data: file }: MessageEvent<File>) => {
  try {
    const hash = sha256.create();
    for (let at = 0; at < file.size; at += SLICE_BYTES) {
      hash.update(new Uint8Array(await file.slice(at, at + SLICE_BYTES).arrayBuffer()));
      answer({ readBytes: Math.min(file.size, at + SLICE_BYTES) });
    }
    answer({ sha256: bytesToHex(hash.digest()) });
  } catch (error) {
    answer({ unreadable: String(error) });
  }
});
