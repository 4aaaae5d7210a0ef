import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { localPartsIn, readEnvelope } from "#core/ingest/envelope";
import { NotAnEmailError } from "#core/ingest/mime";
import { configure, type Runtime } from "#kit/runtime";
import { expectLinear } from "#testing/growth";

beforeAll(() => configure({ config: { INBOUND_DOMAIN: "in.example.org" } } as unknown as Runtime));

describe("our addresses in a list", () => {
  it.each([
    ["abc@in.example.org", ["abc"]],
    ["Anna <ABC@In.Example.ORG>, b@in.example.org", ["abc", "b"]],
    ["abc+shop@in.example.org, abc@in.example.org", ["abc"]],
    ["abc@in.example.org.", ["abc"]],
    ["abc@in.example.org.evil.example", []],
    ["abc@in.example.org-evil.example", []],
    ["abc@evilin.example.org", []],
    ["abc@inxexample.org", []],
    ["x+abc@in.example.org", ["x"]],
    ["", []],
  ])("%s names %j", (list, found) => expect(localPartsIn(list)).toEqual(found));

  it("are at most fifty, each once, and found in linear time", async () => {
    const many = Array.from({ length: 300 }, (_, i) => `a${i}@in.example.org`).join(",");
    expect(localPartsIn(many)).toHaveLength(50);
    for (const piece of ["a.", "a+", "a@", "<a@in.example.org,"])
      await expectLinear((size) => localPartsIn(`${piece.repeat(size)}@`), 100_000);
  });
});

describe("the head of a message", () => {
  it("gives the same envelope, whatever follows it", async () => {
    const head =
      "\r\n\r\nFrom: Anna <a@b.c>\r\nTo: x@in.example.org\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\nMessage-ID: <1@b>";
    const short = await readEnvelope(Buffer.from(head));
    const long = await readEnvelope(Buffer.from(`${head}\r\n\r\n${"x".repeat(1_000_000)}`));
    expect(long).toEqual(short);
    expect(short).toMatchObject({
      messageId: "<1@b>",
      sender: "Anna <a@b.c>",
      subject: "Café",
      localParts: ["x"],
      headers: { from: "Anna <a@b.c>", "message-id": "<1@b>" },
    });
  });

  it("is required", async () => {
    for (const raw of ["", "\r\n\r\n", "hello", '{"from": "a"}', "\r\n\r\nFrom a letter\n\nFrom: x"])
      await expect(readEnvelope(Buffer.from(raw)), raw).rejects.toThrow(NotAnEmailError);
  });

  it("of any bytes is read or refused, and its values fit the database", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (noise) => {
        const raw = Buffer.concat([Buffer.from("Subject: x\r\n"), noise]);
        const envelope = await readEnvelope(raw);
        const texts = [envelope.messageId, envelope.sender, envelope.subject ?? "", ...Object.values(envelope.headers)];
        for (const text of texts)
          expect(text.isWellFormed() && !text.includes("\0") && text.length <= 2_000).toBe(true);
      }),
    );
  });
});
