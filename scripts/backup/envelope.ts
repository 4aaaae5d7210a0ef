/**
 * A stream that is encrypted in chunks, each of which is authenticated before any of its bytes is passed on:
 *
 * magic (8) | salt (16) | chunk | … | last chunk        chunk = AES-256-GCM ciphertext of 64 KiB | tag (16)
 *
 * The key of a stream is derived from the master key, the salt and the stream's name (HKDF-SHA256, RFC 5869), so that an object
 * cannot be replaced by another. A chunk's nonce contains its number and whether it is the last one, so that chunks cannot be
 * left out, exchanged, repeated or cut off.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { Transform } from "node:stream";

const MAGIC = Buffer.from("LIFEBAK1");
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const HEADER_BYTES = MAGIC.length + SALT_BYTES;
export const CHUNK_BYTES = 64 * 1024;

/** The bytes are not what was written: altered, cut off, another object's, or encrypted with another key. */
export class Unsealable extends Error {
  override name = "Unsealable";
}

/** A stream that encrypts. `name` identifies the stream and its backup; it is needed for decryption. */
export function sealing(key: Buffer, name: string): Transform {
  const salt = randomBytes(SALT_BYTES);
  const streamKey = deriveKey(key, salt, name);
  const chunks = regrouped(CHUNK_BYTES, (plain, number, isLast) => {
    const cipher = createCipheriv("aes-256-gcm", streamKey, nonceOf(number, isLast));
    return [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
  });
  chunks.push(Buffer.concat([MAGIC, salt]));
  return chunks;
}

/** A stream that decrypts the output of `sealing`; fails with Unsealable before it passes on anything that is not authentic. */
export function unsealing(key: Buffer, name: string): Transform {
  let streamKey: Buffer | undefined;
  const header = {
    bytes: HEADER_BYTES,
    read(bytes: Buffer) {
      if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) throw new Unsealable(`${name} is not an object of a backup.`);
      streamKey = deriveKey(key, bytes.subarray(MAGIC.length), name);
    },
  };
  const open = (sealed: Buffer, number: number, isLast: boolean) => {
    if (!streamKey || sealed.length < TAG_BYTES) throw new Unsealable(`${name} is cut off.`);
    const decipher = createDecipheriv("aes-256-gcm", streamKey, nonceOf(number, isLast));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const plain = decipher.update(sealed.subarray(0, -TAG_BYTES));
    try {
      return [plain, decipher.final()];
    } catch {
      throw new Unsealable(`${name} was altered, cut off or encrypted with another key (chunk ${number}).`);
    }
  };
  return regrouped(CHUNK_BYTES + TAG_BYTES, open, header);
}

/** An identifier of a key that reveals nothing about it. */
export const keyIdOf = (key: Buffer) =>
  createHmac("sha256", key).update("lifeos backup: key id").digest("hex").slice(0, 16);

/** Splits a stream into pieces of `size` bytes and a last one of up to `size`, and passes on the results of `turn`. */
function regrouped(
  size: number,
  turn: (piece: Buffer, number: number, isLast: boolean) => Buffer[],
  header?: { bytes: number; read(bytes: Buffer): void },
): Transform {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let number = 0;
  let needed = header?.bytes ?? 0;

  function take(all: Buffer, out: (bytes: Buffer) => void): Buffer {
    let rest = all;
    if (needed > 0) {
      header!.read(rest.subarray(0, needed));
      rest = rest.subarray(needed);
      needed = 0;
    }
    // A full piece is held back until more follows, because it might be the last one.
    for (; rest.length > size; rest = rest.subarray(size)) turn(rest.subarray(0, size), number++, false).forEach(out);
    return rest;
  }

  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (needed > 0 ? waitingBytes < needed : waitingBytes <= size) return done();
      try {
        waiting = [take(Buffer.concat(waiting), (out) => this.push(out))];
        waitingBytes = waiting[0]!.length;
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        for (const out of turn(Buffer.concat(waiting), number, true)) this.push(out);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

const deriveKey = (key: Buffer, salt: Uint8Array, name: string) =>
  Buffer.from(hkdfSync("sha256", key, salt, `lifeos backup: ${name}`, 32));

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}
