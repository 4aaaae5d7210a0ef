import { constants, deflateRawSync, deflateSync } from "node:zlib";

/**
 * Small PDFs that are expensive to open: attacks on the limits of a reader, generated when needed. Some readers recognize some of
 * them; what matters is that none of them costs more than the limits.
 */
export interface PdfBomb {
  name: string;
  /** Generated anew at each call, which takes a moment. */
  file(): Buffer;
}

export const pdfBombs: PdfBomb[] = [
  { name: "Flate twice", file: () => content("/Filter [/FlateDecode /FlateDecode]", deflateSync(zeros(400))) },
  {
    name: "Flate, then RunLength",
    // Two bytes encode a run of 128.
    file: () => content("/Filter [/FlateDecode /RunLengthDecode]", repeated(Buffer.from([129, 0x20]), 8)),
  },
  {
    name: "ASCIIHex, then Flate",
    file: () => content("/Filter [/ASCIIHexDecode /FlateDecode]", hex(zeros(400))),
  },
  {
    name: "ASCII85, then Flate",
    file: () => content("/Filter [/ASCII85Decode /FlateDecode]", ascii85(zeros(400))),
  },
  {
    name: "Flate that begins after a false endstream",
    file: () =>
      content(
        "/Filter /FlateDecode /DecodeParms << /Predictor 1 >>",
        zeros(400),
        "% endstream endobj\nstream\nendstream",
      ),
  },
  { name: "LZW in Flate", file: () => content("/Filter [/FlateDecode /LZWDecode]", repeated(lzwOfBlanks(), 100)) },
  { name: "Flate with a wrong length", file: () => content("/Filter /FlateDecode", zeros(400), undefined, 10) },
  {
    name: "operators without end",
    file: () => content("/Filter /FlateDecode", repeated(Buffer.from("q Q "), 200)),
  },
  {
    name: "text without end",
    file: () => content("/Filter /FlateDecode", repeated(Buffer.from("BT /F1 9 Tf (a) Tj ET "), 200)),
  },
  {
    name: "forms that call forms",
    file: () => {
      const depth = 12;
      const calls = Array.from({ length: depth }, (_, level) =>
        stream(
          10 + level,
          `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X ${level === depth - 1 ? 9 : 11 + level} 0 R >> >>`,
          Buffer.from("/X Do ".repeat(30)),
        ),
      );
      const last = stream(
        9,
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> >>",
        Buffer.from("BT /F1 9 Tf 1 0 Td ( ) Tj ET"),
      );
      return pdf([page("/XObject << /X 10 0 R >>"), stream(4, "", Buffer.from("/X Do ".repeat(30))), last, ...calls]);
    },
  },
  {
    name: "a ToUnicode map of huge ranges",
    file: () => withMap(`1 beginbfrange\n<0000> <FFFFFF00> <0041>\nendbfrange\n`),
  },
  {
    name: "a ToUnicode map of many ranges",
    file: () => withMap(`100 beginbfrange\n${"<0000> <FFFFFF> <0041>\n".repeat(100)}endbfrange\n`.repeat(50)),
  },
  {
    name: "codes in huge ranges",
    file: () => withMap("", "1 begincidrange\n<00000000> <FFFFFFFF> 0\nendcidrange\n".repeat(100)),
  },
  { name: "arrays in arrays", file: () => pdf([page("", `/Annots ${"[".repeat(2_000_000)}`), words]) },
  {
    name: "arrays in arrays of a page's content",
    file: () => content("/Filter /FlateDecode", repeated(Buffer.from("["), 100)),
  },
  {
    name: "a cross-reference table that refers to itself",
    file: () =>
      Buffer.from("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF"),
  },
  {
    name: "a cross-reference table of a billion entries",
    file: () =>
      Buffer.from("%PDF-1.4\nxref\n0 1000000000\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF"),
  },
  {
    name: "two billion pages",
    file: () => pdf([page(), words], "/Count 2147483647"),
  },
  {
    name: "pages that are their own parents",
    file: () => pdf([page(), words], "/Count 1000 /Kids [2 0 R 2 0 R 2 0 R 3 0 R]"),
  },
  {
    name: "an object stream of a billion objects",
    file: () =>
      pdf([page(), words, stream(9, "/Type /ObjStm /N 1000000000 /First 1000000000 /Filter /FlateDecode", zeros(400))]),
  },
  {
    name: "a page as wide as numbers go",
    file: () => pdf([page("", "/MediaBox [-1e308 -1e308 1e308 1e308] /UserUnit 1e308"), words]),
  },
  {
    name: "a font of a gigabyte",
    file: () =>
      pdf([
        page(),
        words,
        "5 0 obj\n<< /Type /Font /Subtype /TrueType /BaseFont /Big /FontDescriptor 8 0 R /FirstChar 0 /LastChar 255 >>\nendobj\n",
        "8 0 obj\n<< /Type /FontDescriptor /FontName /Big /Flags 4 /FontFile2 9 0 R >>\nendobj\n",
        stream(9, "/Filter /FlateDecode /Length1 1000000000", zeros(400)),
      ]),
  },
  {
    name: "a font with widths for a billion letters",
    file: () =>
      pdf([
        page(),
        words,
        "5 0 obj\n<< /Type /Font /Subtype /Type0 /BaseFont /W /Encoding /Identity-H /DescendantFonts [8 0 R] >>\nendobj\n",
        "8 0 obj\n<< /Type /Font /Subtype /CIDFontType2 /BaseFont /W /CIDSystemInfo << /Registry (A) /Ordering (I) /Supplement 0 >> /W [0 1000000000 500] >>\nendobj\n",
      ]),
  },
  ...["JPXDecode", "JBIG2Decode", "DCTDecode", "CCITTFaxDecode"].map((filter) => ({
    name: `a page of ${filter} that is no picture`,
    file: () => content(`/Filter [/FlateDecode /${filter}] /Width 100000 /Height 100000`, zeros(100)),
  })),
];

const words = stream(4, "", Buffer.from("BT /F1 12 Tf 72 700 Td (Total 5.00) Tj ET"));

function content(filter: string, data: Buffer, before?: string, length = data.length): Buffer {
  const whole = before === undefined ? data : Buffer.concat([Buffer.from(`${before}\n`), data]);
  return pdf([page(), before === undefined ? stream(4, filter, whole, length) : hiddenStream(filter, data, before)]);
}

/** A stream whose dictionary seems to end early to a naive reader. */
function hiddenStream(filter: string, data: Buffer, before: string): Buffer {
  const head = `4 0 obj\n<< /Note (${before}) /Length ${data.length} ${filter} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), data, Buffer.from("\nendstream\nendobj\n")]);
}

function withMap(ranges: string, codes = ""): Buffer {
  const map = `/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange\n${ranges}${codes}endcmap`;
  return pdf([
    page(),
    words,
    "5 0 obj\n<< /Type /Font /Subtype /Type0 /BaseFont /M /Encoding 10 0 R /ToUnicode 9 0 R /DescendantFonts [8 0 R] >>\nendobj\n",
    "8 0 obj\n<< /Type /Font /Subtype /CIDFontType2 /BaseFont /M /CIDSystemInfo << /Registry (A) /Ordering (I) /Supplement 0 >> >>\nendobj\n",
    stream(9, "", Buffer.from(map)),
    stream(10, "/Type /CMap /CMapName /M", Buffer.from(map)),
  ]);
}

const page = (resources = "", more = "") =>
  `3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${resources} >> ${more} >>\nendobj\n`;

function stream(number: number, entries: string, data: Buffer, length = data.length): Buffer {
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n<< /Length ${length} ${entries} >>\nstream\n`),
    data,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
}

function pdf(objects: (string | Buffer)[], pages = "/Count 1 /Kids [3 0 R]"): Buffer {
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages ${pages} >>\nendobj\n`,
    ),
    Buffer.from("5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"),
    ...objects.map((object) => Buffer.from(object as string)),
    Buffer.from("trailer\n<< /Root 1 0 R >>\n%%EOF"),
  ]);
}

/** So many megabytes of blanks, compressed to a thousandth. */
const zeros = (megabytes: number) => repeated(Buffer.from(" "), megabytes);

/** A pattern repeated over so many megabytes, deflated (RFC 1950). */
function repeated(pattern: Buffer, megabytes: number): Buffer {
  const block = Buffer.alloc(Math.floor(1_000_000 / pattern.length) * pattern.length, pattern);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), deflatedOften(block, megabytes), adler32(block, megabytes)]);
}

/** Deflated (RFC 1951): a block so many times, of which only one is compressed, because each begins without what was before it. */
export function deflatedOften(block: Buffer, times: number): Buffer {
  const one = deflateRawSync(block, { finishFlush: constants.Z_FULL_FLUSH });
  const end = deflateRawSync(Buffer.alloc(0));
  return Buffer.concat([...Array.from({ length: times }, () => one), end]);
}

/** The checksum (RFC 1950, 2.2) of a block so many times. */
function adler32(block: Buffer, times: number): Buffer {
  const modulus = 65_521;
  let [sum, sumOfSums] = [0, 0];
  // A block of a megabyte stays within the safe integers.
  for (const byte of block) {
    sum += byte;
    sumOfSums += sum;
  }
  let [a, b] = [1, 0];
  for (let time = 0; time < times; time++) {
    b = (b + block.length * a + sumOfSums) % modulus;
    a = (a + sum) % modulus;
  }
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(b * 65_536 + a);
  return bytes;
}

const hex = (data: Buffer) => Buffer.from(`${data.toString("hex")}>`);

function ascii85(data: Buffer): Buffer {
  let text = "";
  for (let at = 0; at < data.length; at += 4) {
    let group = Buffer.concat([data.subarray(at, at + 4), Buffer.alloc(4)]).readUInt32BE(0);
    let letters = "";
    for (let digit = 0; digit < 5; digit++) {
      letters = String.fromCharCode(33 + (group % 85)) + letters;
      group = Math.floor(group / 85);
    }
    text += letters.slice(0, Math.min(4, data.length - at) + 1);
  }
  return Buffer.from(`${text}~>`);
}

/** LZW of blanks up to its longest code, then the longest code again and again until a clear code. */
function lzwOfBlanks(): Buffer {
  const bits: string[] = [];
  const put = (code: number, width: number) => bits.push(code.toString(2).padStart(width, "0"));
  put(256, 9);
  put(0x20, 9);
  for (let next = 258; next < 4_094; next++) put(next, next < 511 ? 9 : next < 1_023 ? 10 : next < 2_047 ? 11 : 12);
  put(256, 12);
  const text = bits.join("");
  const padded = text.padEnd(Math.ceil(text.length / 8) * 8, "0");
  return Buffer.from(padded.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
}
