import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { TELLING_BYTES, typeOf, whyNot } from "./file-types.ts";
import { safeType } from "./safe-types.ts";

const corpus = path.resolve(
  import.meta.dirname,
  "../../../..",
  process.env.LIFEOS_DATA ?? "../shared/data",
  "file-types",
);

/** What the files of the corpus are, by the ends of their names. */
const types: Record<string, string> = {
  "3g2": "video/3gpp2",
  "3mf": "model/3mf",
  "7z": "application/x-7z-compressed",
  aac: "audio/aac",
  ac3: "audio/vnd.dolby.dd-raw",
  ace: "application/x-ace-compressed",
  alias: "application/x-ft-apple.alias",
  amr: "audio/amr",
  arj: "application/x-arj",
  arrow: "application/vnd.apache.arrow.file",
  asar: "application/x-asar",
  avro: "application/avro",
  bpg: "image/bpg",
  bz2: "application/x-bzip2",
  chm: "application/vnd.ms-htmlhelp",
  class: "application/java-vm",
  cpio: "application/x-cpio",
  cur: "image/x-icon",
  dat: "application/x-ft-windows-registry-hive",
  dmg: "application/x-apple-diskimage",
  docm: "application/vnd.ms-word.document.macroenabled.12",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  dotm: "application/vnd.ms-word.template.macroenabled.12",
  dotx: "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
  drc: "application/x-ft-draco",
  elf: "application/x-elf",
  eot: "application/vnd.ms-fontobject",
  f4a: "audio/mp4",
  f4b: "audio/mp4",
  f4p: "video/mp4",
  f4v: "video/mp4",
  fbx: "application/x-ft-fbx",
  flv: "video/x-flv",
  gif: "image/gif",
  gz: "application/gzip",
  ico: "image/x-icon",
  ics: "text/calendar",
  it: "audio/x-it",
  j2c: "image/j2c",
  jar: "application/java-archive",
  jmp: "application/x-jmp-data",
  jp2: "image/jp2",
  jpm: "image/jpm",
  jpx: "image/jpx",
  jxl: "image/jxl",
  key: "application/vnd.apple.keynote",
  ktx: "image/ktx",
  lnk: "application/x-ms-shortcut",
  lz4: "application/x-lz4",
  m4a: "audio/x-m4a",
  m4b: "audio/mp4",
  m4p: "video/mp4",
  macho: "application/x-mach-binary",
  mid: "audio/midi",
  mie: "application/x-mie",
  mj2: "image/mj2",
  mov: "video/quicktime",
  mp1: "audio/mpeg",
  mp2: "audio/mpeg",
  mp4: "video/mp4",
  mpc: "audio/x-musepack",
  mpg: "video/mpeg",
  nef: "image/x-nikon-nef",
  nes: "application/x-nintendo-nes-rom",
  numbers: "application/vnd.apple.numbers",
  odg: "application/vnd.oasis.opendocument.graphics",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odt: "application/vnd.oasis.opendocument.text",
  oga: "audio/ogg",
  ogg: "audio/ogg",
  ogv: "video/ogg",
  ogx: "application/ogg",
  opus: "audio/ogg",
  orf: "image/x-olympus-orf",
  pcap: "application/vnd.tcpdump.pcap",
  pdf: "application/pdf",
  reg: "application/x-ms-regedit",
  rm: "application/vnd.rn-realmedia",
  tar: "application/x-tar",
  vsdx: "application/vnd.visio",
  vtt: "text/vtt",
  woff: "font/woff",
  woff2: "font/woff2",
  xls: "application/x-cfb",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xml: "application/xml",
};

/** Files of the corpus that are not what their names say, and what is found instead. */
const otherwise: Record<string, string | undefined> = {
  "fixture-bad-offset-10.mp3": undefined,
  "fixture-corrupt.mkv": undefined,
  "fixture-json.webp": "text/plain",
  LICENSE: "text/plain",
};

it("is found of every file in LIFEOS_DATA, but for those that are listed here", async () => {
  if (!existsSync(corpus)) return console.info(`no files of many types at ${corpus}: skipped`);
  const names = readdirSync(corpus).filter((name) => !name.startsWith("."));
  expect(names.length).toBeGreaterThan(80);
  for (const name of names) {
    const found = await typeOf(readFileSync(path.join(corpus, name)).subarray(0, TELLING_BYTES));
    const expected = name in otherwise ? otherwise[name] : types[name.split(".").at(-1)!];
    expect([name, found]).toEqual([name, expected]);
  }
});

describe("the type of a text", () => {
  it.each([
    ["text/plain", "Dear diary,\ntoday < yesterday"],
    ["text/plain", '{"a": 1}'],
    ["text/plain", "a,b\r\n1,2\r\n"],
    ["text/plain", "\ufeffwith a mark"],
    ["text/html", "<!DOCTYPE html><p>Hello"],
    ["text/html", "\ufeff  <!-- first --> <HTML lang=en>"],
    ["text/html", "<script>alert(1)</script>"],
    ["image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["image/svg+xml", '<?xml version="1.0"?>\n<!-- drawn -->\n<svg>'],
    ["application/xml", '<?xml version="1.0"?><gpx/>'],
    ["text/vcard", "BEGIN:VCARD\r\nVERSION:4.0"],
    ["text/calendar", "BEGIN:VCALENDAR\r\nVERSION:2.0"],
  ])("is %s for %j", async (type, text) => {
    expect(await typeOf(Buffer.from(text))).toBe(type);
  });

  it("is found in UTF-16 as well, and is none for bytes that are no text", async () => {
    expect(await typeOf(Buffer.from("\ufeff<html>", "utf16le"))).toBe("text/html");
    expect(await typeOf(Buffer.from([1, 2, 3, 4, 5]))).toBeUndefined();
  });
});

describe("what a file may be said to be", () => {
  it.each([
    ["image/jpg", "image/jpeg"],
    ["application/octet-stream", "application/x-elf"],
    ["application/x-whatever", undefined],
    ["application/x-whatever", "text/plain"],
    ["application/vnd.thing", "application/xml"],
    ["application/vnd.sketch", "application/zip"],
    ["text/csv", "text/plain"],
    ["application/vnd.ms-excel", "text/plain"],
    ["application/json", "text/plain"],
    ["application/gpx+xml", "application/xml"],
    ["text/markdown", "text/html"],
    ["image/svg+xml", "image/svg+xml"],
    ["application/msword", "application/x-cfb"],
    ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/zip"],
    ["application/zip", "application/vnd.oasis.opendocument.text"],
    ["application/epub+zip", "application/zip"],
    ["video/quicktime", "video/mp4"],
    ["audio/mp3", "audio/mpeg"],
    ["image/heif", "image/heic"],
  ])("includes %s when it is %s", (said, found) => {
    expect(whyNot(said, found)).toBeUndefined();
  });

  it.each([
    ["image/png", "text/html"],
    ["image/png", "image/svg+xml"],
    ["image/png", "image/jpeg"],
    ["image/png", "application/x-msdownload"],
    ["image/png", undefined],
    ["application/pdf", "application/zip"],
    ["application/pdf", undefined],
    ["text/plain", "application/pdf"],
    ["text/csv", "text/html"],
    ["application/json", "text/html"],
    ["application/x-whatever", "text/html"],
    ["application/x-whatever", "application/x-msdownload"],
    ["video/mp4", "text/plain"],
    ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/x-msdownload"],
    [
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ],
  ])("does not include %s when it is %s", (said, found) => {
    expect(whyNot(said, found)?.text).toContain(said);
  });
});

it("that a browser would run something of is given to it as no type at all", () => {
  for (const type of [
    "text/html",
    "image/svg+xml",
    "application/xhtml+xml",
    "text/xml",
    "application/gpx+xml",
    "text/javascript",
  ])
    expect([type, safeType(type)]).toEqual([type, "application/octet-stream"]);
  for (const type of ["image/jpeg", "video/mp4", "text/plain", "application/zip"]) expect(safeType(type)).toBe(type);
});
