import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainEmail, receiptEmail } from "#testing/mail";
import { emailLimits, mailDate, NotAnEmailError, parseEmail } from "./mime.ts";

const sentAt = new Date("2025-03-04T18:41:00Z");
const bytes = (text: string) => Buffer.from(text, "latin1");
const head = "From: Ann <ann@one.example>\r\nTo: bob@two.example\r\nSubject: Hi\r\n";

describe("parseEmail", () => {
  it("reads addresses, subject, date, both bodies and attachments", async () => {
    const content = Buffer.from("a,b\n1,2\n");
    const raw = plainEmail({
      to: "Bob <bob@two.example>, carol@three.example",
      from: "Ann Lee <ann@one.example>",
      subject: "Zażółć €",
      text: "plain ✓",
      html: "<p>rich ✓</p>",
      date: sentAt,
      attachments: [{ fileName: "data.csv", mimeType: "text/csv", content }],
    });
    const email = await parseEmail(raw);
    expect(email).toMatchObject({
      from: { name: "Ann Lee", address: "ann@one.example" },
      to: [
        { name: "Bob", address: "bob@two.example" },
        { name: "", address: "carol@three.example" },
      ],
      subject: "Zażółć €",
      date: "2025-03-04T18:41:00.000Z",
      attachments: [{ fileName: "data.csv", mimeType: "text/csv", sizeBytes: content.length }],
    });
    expect(email.text).toContain("plain ✓");
    expect(email.html).toContain("rich ✓");
    expect(Buffer.from(email.attachments[0]!.content).equals(content)).toBe(true);
    expect(email.attachments[0]!.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(email.messageId).toMatch(/^<.+@vale\.example>$/);
  });

  it("identifies a message without an id by its bytes", async () => {
    const [one, same, other] = await Promise.all(
      [`${head}\r\nx`, `${head}\r\nx`, `${head}\r\ny`].map((text) => parseEmail(bytes(text))),
    );
    expect(one!.messageId).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(same!.messageId).toBe(one!.messageId);
    expect(other!.messageId).not.toBe(one!.messageId);
  });

  it.each([
    ["nothing", ""],
    ["blank lines", "\r\n\r\n\r\n"],
    ["JSON", '{"subject": "hello", "from": "me"}'],
    ["an HTTP request", "Host: example.com\r\nContent-Type: text/plain\r\n\r\nhello"],
    ["prose", "Dear all,\n\nthis is no e-mail.\n"],
    ["a PDF", "%PDF-1.4\n1 0 obj\n<< >>\nendobj"],
  ])("refuses %s with a reason for a person", async (_, body) => {
    const refusal = await parseEmail(bytes(body)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(NotAnEmailError);
    expect((refusal as Error).message).toMatch(/^The message .+\.$/);
  });

  it("keeps what is left of a message that was cut off inside an attachment", async () => {
    const raw = receiptEmail({ to: "bob@two.example", date: sentAt, format: "pdf" });
    const email = await parseEmail(raw.subarray(0, raw.length - 600));
    expect(email.subject).toBe("Your receipt from Green Fork Kitchen");
    expect(email.text).toContain("Your receipt is attached");
    expect(email.attachments[0]?.fileName).toBe("receipt.pdf");
  });

  it("decodes Latin-1, Windows-1252 and ISO-2022-JP bodies", async () => {
    const part = (charset: string, body: Uint8Array) =>
      Buffer.concat([
        bytes(`${head}Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`),
        body,
      ]);
    expect(
      (await parseEmail(part("iso-8859-1", Buffer.from([0xe0, 0x20, 0x70, 0x61, 0x79, 0x65, 0x72])))).text,
    ).toContain("à payer");
    expect((await parseEmail(part("windows-1252", Buffer.from([0x35, 0x20, 0x80])))).text).toContain("5 €");
    const japanese = Buffer.from("1b244224221b2842", "hex");
    expect((await parseEmail(part("iso-2022-jp", japanese))).text).toContain("あ");
  });

  it("returns no NUL and no lone surrogate, which Postgres refuses", async () => {
    const raw = bytes(`${head}Content-Type: text/plain; charset=utf-16le\r\n\r\na\0\x00\xd8b\0\0\0`);
    const email = await parseEmail(raw);
    expect(email.text).not.toContain("\0");
    expect(email.text.isWellFormed()).toBe(true);
  });

  it("removes paths from file names", async () => {
    const raw = bytes(
      `${head}Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="../../etc/passwd.pdf"\r\n\r\nx`,
    );
    expect((await parseEmail(raw)).attachments[0]!.fileName).toBe("passwd.pdf");
  });

  it("reads a message that was forwarded as an attachment, but not the original in a bounce", async () => {
    const inner = receiptEmail({ to: "me@two.example", date: sentAt, format: "html" });
    const file = { fileName: "Receipt.eml", mimeType: "message/rfc822", content: inner };
    const forwarded = await parseEmail(
      plainEmail({ to: "in@life.example", text: "see attached", date: sentAt, attachments: [file] }),
    );
    expect(forwarded.forwarded[0]?.subject).toBe("Your receipt from Green Fork Kitchen");
    const status = { fileName: "status", mimeType: "message/delivery-status", content: Buffer.from("Status: 5.1.1") };
    const bounce = await parseEmail(
      plainEmail({ to: "in@life.example", text: "failed", date: sentAt, attachments: [status, file] }),
    );
    expect(bounce.forwarded).toEqual([]);
  });

  it("stops at a limited depth of messages within messages", async () => {
    let raw = plainEmail({ to: "a@b.example", text: "core", date: sentAt });
    for (let depth = 0; depth < 12; depth++)
      raw = plainEmail({
        to: "a@b.example",
        text: "shell",
        date: sentAt,
        attachments: [{ fileName: "m.eml", mimeType: "message/rfc822", content: raw }],
      });
    let depth = 0;
    for (let email = await parseEmail(raw); email.forwarded[0]; email = email.forwarded[0]) depth++;
    expect(depth).toBe(emailLimits.forwardedDepth);
  });

  it.each([
    [
      "nested multiparts",
      head +
        Array.from(
          { length: 3_000 },
          (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
        ).join(""),
    ],
    ["a flood of parts", `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\n\r\n".repeat(200_000)}`],
    ["a flood of lines", `${head}\r\n${"x\n".repeat(1_000_000)}`],
    ["a flood of header fields", `${head}${"X-A: b\r\n".repeat(200_000)}\r\nx`],
    ["one enormous line", `${head}\r\n${"x".repeat(5_000_000)}`],
    ["one enormous header field", `${head}X-Long: ${"y".repeat(5_000_000)}\r\n\r\nx`],
    [
      "a flood of recipients",
      `From: ann@one.example\r\nTo: ${"a <a@b.example>, ".repeat(30_000)}\r\nSubject: Hi\r\n\r\nx`,
    ],
    ["comments in comments", `From: ann@one.example\r\nTo: ${"(".repeat(300_000)}\r\nSubject: Hi\r\n\r\nx`],
    ["unfinished encoded words", `From: ann@one.example\r\nSubject: Hi ${"=?utf-8?Q?".repeat(30_000)}\r\n\r\nx`],
  ])("survives %s within its bounds", async (_, text) => {
    const email = await parseEmail(bytes(text));
    expect(email.from?.address).toBe(text.startsWith(head) ? "ann@one.example" : email.from?.address);
    expect(email.to.length).toBeLessThanOrEqual(emailLimits.recipients);
    expect(email.text.length).toBeLessThanOrEqual(emailLimits.textChars);
    expect(email.attachments.length).toBeLessThanOrEqual(emailLimits.attachments);
    expect(Object.keys(email.headers).length).toBeLessThanOrEqual(emailLimits.headerFields);
  });

  it("returns a mail or throws NotAnEmailError for any bytes", async () => {
    const tokens = [
      "From: a@b.c\r\n",
      "Subject: =?utf-8?B?",
      "?=\r\n",
      "\r\n",
      "\r\n\r\n",
      "Content-Type: multipart/mixed; boundary=x\r\n",
      "--x\r\n",
      "--x--\r\n",
      "Content-Transfer-Encoding: base64\r\n",
      "=",
      "\0",
      "é",
      "Date: never\r\n",
      "Content-Type: message/rfc822\r\n",
    ];
    const seed = 20250304;
    const message = fc.array(fc.oneof(fc.constantFrom(...tokens), fc.string({ maxLength: 20 })), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(message, async (parts) => {
        const outcome = await parseEmail(Buffer.from(parts.join(""), "utf8")).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(NotAnEmailError);
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe("mailDate", () => {
  it.each([
    ["Tue, 4 Mar 2025 23:30:00 -0800", "2025-03-05T07:30:00.000Z", "2025-03-04"],
    ["4 Mar 25 10:00 EST", "2025-03-04T15:00:00.000Z", "2025-03-04"],
    ["Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06.000Z", "1997-11-21"],
    ["Mon May  2 16:07:05 2005", "2005-05-02T16:07:05.000Z", "2005-05-02"],
    ["2024-02-29T12:00:00+09:00", "2024-02-29T03:00:00.000Z", "2024-02-29"],
  ])("reads %s", (field, instant, localDay) => {
    expect(mailDate(field)).toEqual({ instant, localDay });
  });

  it.each([
    "",
    "yesterday",
    "31 Feb 2025 10:00 +0000",
    "4 Mar 2025 25:00 +0000",
    "4 Foo 2025 10:00 +0000",
    "9".repeat(500),
  ])("reads nothing into %s", (field) => expect(mailDate(field)).toBeNull());
});
