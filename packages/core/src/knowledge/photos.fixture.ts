/** For tests: a JPEG that holds nothing but what its camera wrote into it. */

export interface Written {
  /** As cameras write it: `2026:03:01 10:11:12`. */
  takenAt?: string;
  offset?: string;
  make?: string;
  model?: string;
  latitude?: number;
  longitude?: number;
  /** How it has to be turned: 1 to 8. */
  orientation?: number;
}

/** The type is ASCII (2), short (3), long (4) or rational (5). */
type Tag = [tag: number, type: 2 | 3 | 4 | 5, value: string | number[]];

/** A JPEG with these details, in the byte order of Intel (`II`) or of Motorola (`MM`). */
export function photograph(written: Written, order: "II" | "MM" = "II"): Buffer {
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff(written, order)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([Buffer.from("ffd8ffe1", "hex"), length, exif, Buffer.from("ffdb0002ffd9", "hex")]);
}

/** The TIFF of Exif with these details. */
export const tiffOf = (written: Written): Buffer => tiff(written, "II");

export function tiff(
  { takenAt, offset, make, model, latitude, longitude, orientation }: Written,
  order: "II" | "MM",
): Buffer {
  const camera: Tag[] = [
    ...(takenAt ? [[0x9003, 2, takenAt] as Tag] : []),
    ...(offset ? [[0x9011, 2, offset] as Tag] : []),
  ];
  const place: Tag[] =
    latitude === undefined || longitude === undefined
      ? []
      : [
          [1, 2, latitude < 0 ? "S" : "N"],
          [2, 5, degrees(latitude)],
          [3, 2, longitude < 0 ? "W" : "E"],
          [4, 5, degrees(longitude)],
        ];
  const words: Tag[] = [
    ...(make ? [[0x010f, 2, make] as Tag] : []),
    ...(model ? [[0x0110, 2, model] as Tag] : []),
    ...(orientation ? [[0x0112, 3, [orientation]] as Tag] : []),
  ];
  // The main directory says where the two others are; its length does not depend on it.
  const lengthOfMain = directory([...words, [0x8769, 4, [0]], [0x8825, 4, [0]]], 8, order).length;
  const atCamera = 8 + lengthOfMain;
  const cameraDirectory = directory(camera, atCamera, order);
  const atPlace = atCamera + cameraDirectory.length;
  const main = directory([...words, [0x8769, 4, [atCamera]], [0x8825, 4, [atPlace]]], 8, order);
  const head = Buffer.from(order === "II" ? "49492a0008000000" : "4d4d002a00000008", "hex");
  return Buffer.concat([head, main, cameraDirectory, directory(place, atPlace, order)]);
}

const degrees = (value: number): number[] => [Math.round(Math.abs(value) * 10_000_000), 10_000_000, 0, 1, 0, 1];

/** A directory of TIFF at `at`, with the values that do not fit into its entries behind it. */
function directory(tags: Tag[], at: number, order: "II" | "MM"): Buffer {
  const integer = (value: number, bytes: 2 | 4) => {
    const written = Buffer.alloc(bytes);
    if (order === "II") written.writeUIntLE(value, 0, bytes);
    else written.writeUIntBE(value, 0, bytes);
    return written;
  };
  let behind = Buffer.alloc(0);
  const entries = tags.map(([tag, type, value]) => {
    const bytes =
      typeof value === "string"
        ? Buffer.from(`${value}\0`, "latin1")
        : Buffer.concat(value.map((number) => integer(number, type === 3 ? 2 : 4)));
    const count = typeof value === "string" ? bytes.length : type === 5 ? value.length / 2 : value.length;
    const place = at + 2 + tags.length * 12 + 4 + behind.length;
    const inEntry = bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]) : integer(place, 4);
    if (bytes.length > 4) behind = Buffer.concat([behind, bytes]);
    return Buffer.concat([integer(tag, 2), integer(type, 2), integer(count, 4), inEntry]);
  });
  return Buffer.concat([integer(tags.length, 2), ...entries, integer(0, 4), behind]);
}
