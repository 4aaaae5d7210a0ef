/** How large a picture is by its first bytes: PNG, JPEG, WebP and BMP. A few bytes may say that they are a billion pixels. */

/** Undefined for what is none of these, or does not say. */
export function pictureSize(file: Uint8Array): { width: number; height: number } | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, 4 * 1024 ** 2));
  const kind = bytes.toString("latin1", 0, 12);
  if (kind.startsWith("\x89PNG") && bytes.length >= 24) return sized(bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  if (kind.startsWith("BM") && bytes.length >= 26) return sized(bytes.readInt32LE(18), Math.abs(bytes.readInt32LE(22)));
  if (kind.startsWith("RIFF") && kind.endsWith("WEBP") && bytes.length >= 30) return sizeOfWebp(bytes);
  if (kind.startsWith("\xff\xd8")) return sizeOfJpeg(bytes);
  return undefined;
}

const sized = (width: number, height: number) => (width > 0 && height > 0 ? { width, height } : undefined);

function sizeOfWebp(bytes: Buffer) {
  const form = bytes.toString("latin1", 12, 16);
  if (form === "VP8X") return sized(bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
  if (form === "VP8 ") return sized(bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
  if (form !== "VP8L") return undefined;
  const bits = bytes.readUInt32LE(21);
  return sized((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
}

/** The segment that begins the frame (SOF) has it; segments say how long they are. */
function sizeOfJpeg(bytes: Buffer) {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const mark = bytes[at + 1]!;
    if (mark === 0xff) at++;
    else if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark))
      return sized(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
