import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEmail } from "./mime.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");
const head = "From: Ann <ann@one.example>\r\nSubject: Hi\r\nMIME-Version: 1.0\r\n";
const parse = (text: string) => parseEmail(bytes(text));
const lines = (...all: string[]) => all.join("\r\n");
const subjectOf = async (raw: string, type = "text/plain") =>
  (await parse(`From: a@b.c\r\nSubject: ${raw}\r\nContent-Type: ${type}\r\n\r\nx`)).subject;

describe("characters in a head", () => {
  it.each([
    ["Windows-1252 without a charset", "Caf\xe9 \x80 5", "text/plain", "Café € 5"],
    ["the charset of the body", "\xcf\xf0\xe8\xe2\xe5\xf2", "text/plain; charset=windows-1251", "Привет"],
    ["UTF-8 whatever the body is in", "Caf\xc3\xa9", "text/plain; charset=iso-8859-2", "Café"],
    ["raw letters in a word", "=?iso-8859-1?Q?K\xe4se und Br\xf6tchen?=", "text/plain", "Käse und Brötchen"],
    ["UTF-7 words", "=?utf-7?Q?Gr+APw-n?=", "text/plain", "Grün"],
    ["UTF-7 in base64", "=?UTF-7?B?R3IrQVB3LW4=?=", "text/plain", "Grün"],
    ["a code page of DOS", "=?cp850?Q?Gr=81n?=", "text/plain", "Grün"],
    [
      "a letter cut in two words",
      "=?utf-8?B?w7?=\r\n =?utf-8?B?w=?= =?utf-8?Q?=C3?= =?utf-8?Q?=BC?=",
      "text/plain",
      "ü",
    ],
    ["a letter between padded words", "=?utf-8?B?R3LD?= =?utf-8?B?vG4=?=", "text/plain", "Grün"],
    ["a quoted charset", '=?"iso-8859-1"?Q?Gr=FCn?=', "text/plain", "Grün"],
    ["a charset nobody knows", "=?x-nobody?Q?Gr=FCn?=", "text/plain", "Grün"],
    ["a language", "=?iso-8859-1*de?Q?Gr=FCn?=", "text/plain", "Grün"],
  ])("are read by what they are: %s", async (_, raw, type, expected) => {
    const subject = await subjectOf(raw, type);
    expect(subject.endsWith(expected)).toBe(true);
  });

  it("do not change addresses and names of files", async () => {
    const email = await parse(
      lines(
        "From: =?iso-8859-1?Q?M=FCller=2C_Anna?= <anna@example.org>",
        "Subject: x",
        "Content-Type: application/pdf; name*=iso-8859-1'de'%E4%20b.pdf",
        "Content-Disposition: attachment; filename*0*=utf-8''%C3%A4; filename*1=\" b.pdf\"",
        "",
        "x",
      ),
    );
    expect(email.from).toEqual({ name: "Müller, Anna", address: "anna@example.org" });
    expect(email.attachments[0]!.fileName).toBe("ä b.pdf");
  });
});

describe("characters in a body", () => {
  it.each([
    ["UTF-7", "text/plain; charset=UTF-7", "Gr+APw-n", "Grün"],
    ["nothing said, UTF-8", "text/plain", "Gr\xc3\xbcn", "Grün"],
    ["nothing said, Latin", "text/plain", "Gr\xfcn", "Grün"],
    ["said to be ASCII", "text/plain; charset=us-ascii", "Gr\xfcn", "Grün"],
    ["said to be UTF-8", "text/plain; charset=utf-8", "Gr\xfcn f\xfcr \xd6l", "Grün für Öl"],
    ["quoted", "text/plain; charset='iso-8859-2'", "\xb1", "ą"],
    ["a quote that is open", 'text/plain; charset="iso-8859-2', "\xb1", "ą"],
    ["unknown", "text/plain; charset=x-nobody", "Gr\xfcn", "Grün"],
    ["UTF-32", "text/plain; charset=utf-32le", "G\0\0\0\xfc\0\0\0", "Gü"],
    ["CP437", "text/plain; charset=cp437", "Gr\x81n", "Grün"],
    ["Japanese, nothing said", "text/plain", '\x1b$B$"\x1b(B', "あ"],
  ])("are read by their charset or by their looks: %s", async (_, type, body, expected) => {
    expect((await parse(`${head}Content-Type: ${type}\r\n\r\n${body}`)).text.trim()).toBe(expected);
  });

  it("of HTML are decoded by the charset that it declares itself", async () => {
    const html = '<meta http-equiv=x content="text/html; charset=windows-1251"><p>\xcf\xf0\xe8';
    expect((await parse(`${head}Content-Type: text/html\r\n\r\n${html}`)).html).toContain("При");
  });
});

describe("encodings", () => {
  it.each([
    ["base64 that is text", "base64", "Dear Ann, see you at 8. Yours, Bob", "Dear Ann, see you at 8. Yours, Bob"],
    ["base64 with junk", "base64", "aGVs!bG8g\r\nd29y\x01bGQ=\r\n", "hello world"],
    ["base64 put together of pieces", "base64", "aGVsbG8=\r\nIHdvcmxk", "hello world"],
    ["quoted-printable with raw letters", "quoted-printable", "Gr\xfcn = 5 =C3=\r\nx", "Grün = 5 Ãx"],
    ["an unknown one", "8-bit", "plain words", "plain words"],
  ])("are undone as far as they are there: %s", async (_, encoding, body, expected) => {
    const raw = `${head}Content-Transfer-Encoding: ${encoding}\r\n\r\n${body}`;
    expect((await parse(raw)).text.trim()).toBe(expected);
  });

  it("preserve the bytes of any attachment", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom("binary", "8bit", "7bit", ""),
        fc.constantFrom("application/octet-stream", "text/csv", "text/plain; charset=utf-16"),
        async (content, encoding, type) => {
          const raw = Buffer.concat([
            bytes(
              `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename=a.bin\r\n${encoding && `Content-Transfer-Encoding: ${encoding}\r\n`}\r\n`,
            ),
            content,
            bytes("\r\n--b--\r\n"),
          ]);
          const email = await parseEmail(raw);
          expect(email.text.trim()).toBe("hello");
          expect(Buffer.from(email.attachments[0]?.content ?? []).equals(content)).toBe(true);
        },
      ),
      { seed: 20250304, numRuns: 100 },
    );
    const rows = bytes("a;b\r\n1;2\r\n\r\n3;4\rx\ny\r\n");
    const raw = Buffer.concat([bytes(`${head}Content-Type: text/csv; name=a.csv\r\n\r\n`), rows]);
    expect(Buffer.from((await parseEmail(raw)).attachments[0]!.content).equals(rows)).toBe(true);
  });
});

describe("parts", () => {
  const two = (boundary: string) =>
    lines(
      `--${boundary}`,
      "Content-Type: text/plain",
      "",
      "Words.",
      `--${boundary}`,
      "Content-Type: image/png",
      "",
      "p",
      `--${boundary}--`,
    );

  it.each([
    ["no semicolon", "multipart/mixed boundary=zz", two("zz")],
    ["single quotes", "multipart/mixed; boundary='zz'", two("zz")],
    ["an open quote", 'multipart/mixed; boundary="zz', two("zz")],
    ["blanks", "multipart/mixed; boundary = zz ; x=y", two("zz")],
    ["blanks within", "multipart/mixed; boundary=z z", two("z z")],
    ["a comment", "multipart/mixed; boundary=zz (made by x)", two("zz")],
    ["another boundary than is told", "multipart/mixed; boundary=aa", two("zz")],
    ["none told", "multipart/mixed", two("zz")],
    ["a folded one", "multipart/mixed;\r\n\tboundary=zz", two("zz")],
    ["no last one", "multipart/mixed; boundary=zz", two("zz").replace(/--zz--$/, "")],
    ["a longer one beside it", "multipart/mixed; boundary=zz", `--zz1\r\n${two("zz")}`],
    ["bare line feeds", "multipart/mixed; boundary=zz", two("zz").replaceAll("\r\n", "\n")],
  ])("are found by their boundary: %s", async (_, type, body) => {
    const email = await parse(`${head}Content-Type: ${type}\r\n\r\n${body}`);
    expect([email.text.trim(), email.attachments.length]).toEqual(["Words.", 1]);
  });

  it.each([
    ["a boundary that never comes", lines("Content-Type: multipart/mixed; boundary=abc", "", "The words.")],
    [
      "no blank line after a head",
      lines("Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/plain", "The words.", "--b--"),
    ],
    [
      "a head that runs on",
      lines(
        "Content-Type: multipart/mixed; boundary=o",
        "",
        "--o",
        'Content-Type: multipart/alternative; boundary="i"',
        "Content-Type: text/plain",
        "",
        "The words.",
        "--i",
        "Content-Type: text/html",
        "",
        "<p>The words.</p>",
        "--i--",
        "--o--",
      ),
    ],
    ["two types", lines("Content-Type: text/plain", "Content-Type: text/html", "", "The words.")],
    [
      "the same boundary twice",
      lines(
        "Content-Type: multipart/mixed; boundary=x",
        "",
        "--x",
        "Content-Type: multipart/mixed; boundary=x",
        "",
        "--x",
        "",
        "The words.",
        "--x--",
        "--x--",
      ),
    ],
    [
      "parts after the last",
      lines(
        "Content-Type: multipart/mixed; boundary=x",
        "",
        "--x",
        "Content-Type: image/png",
        "",
        "p",
        "--x--",
        "--x",
        "",
        "The words.",
        "--x--",
      ),
    ],
    [
      "an encoded multipart",
      lines(
        "Content-Type: multipart/mixed; boundary=x",
        "Content-Transfer-Encoding: base64",
        "",
        Buffer.from(lines("--x", "", "The words.", "--x--")).toString("base64"),
      ),
    ],
    ["line ends of an old Macintosh", lines("Content-Type: text/plain", "", "The words.")],
    ["flowed text", lines("Content-Type: text/plain; format=flowed", "", "The ", "words.")],
  ])("lose no text: %s", async (name, rest) => {
    const raw = `${head}${rest}`;
    const email = await parse(name.includes("Macintosh") ? raw.replaceAll("\r\n", "\r") : raw);
    expect(email.text).toContain("The words.");
    expect(email.from?.address).toBe("ann@one.example");
  });

  it("keep a field that was folded without a blank, and what follows it", async () => {
    const email = await parse(
      "From: a@b.c\r\nSubject: one\r\ntwo three\r\nDate: Tue, 4 Mar 2025 10:00:00 +0000\r\n\r\nbody",
    );
    expect(email).toMatchObject({ subject: "one two three", date: "2025-03-04T10:00:00.000Z" });
    expect(email.text.trim()).toBe("body");
  });
});
