import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sign, verify } from "#core/ingest/signature";

const secret = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
const other = `whsec_${Buffer.alloc(32, 6).toString("base64")}`;
const now = new Date("2026-03-02T12:00:00Z");
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000));
const body = Buffer.from("From: a@b.c\r\n\r\nhello");

function headersOf(given: { id?: string; timestamp?: string; body?: Uint8Array; secret?: string } = {}) {
  const message = { id: given.id ?? "msg_1", timestamp: given.timestamp ?? seconds(now), body: given.body ?? body };
  return {
    "webhook-id": message.id,
    "webhook-timestamp": message.timestamp,
    "webhook-signature": sign(message, given.secret ?? secret),
  };
}

describe("a webhook's signature", () => {
  it("agrees with the example of the specification", () => {
    const message = {
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
      timestamp: "1614265330",
      body: Buffer.from('{"test": 2432232314}'),
    };
    expect(sign(message, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).toBe(
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    );
  });

  it("is accepted when it is right, also among others", () => {
    expect(verify(headersOf(), body, { secret, now })).toEqual({ ok: true, id: "msg_1" });
    const right = headersOf()["webhook-signature"];
    const several = `v1a,abc ${headersOf({ secret: other })["webhook-signature"]} ${right}`;
    expect(verify({ ...headersOf(), "webhook-signature": several }, body, { secret, now }).ok).toBe(true);
  });

  it.each([
    ["another secret", headersOf({ secret: other }), /No signature/],
    ["another body", headersOf({ body: Buffer.from("x") }), /No signature/],
    ["another id", { ...headersOf(), "webhook-id": "msg_2" }, /No signature/],
    ["another time", { ...headersOf(), "webhook-timestamp": String(Number(seconds(now)) + 1) }, /No signature/],
    ["no signature", { ...headersOf(), "webhook-signature": undefined }, /No signature/],
    ["an empty signature", { ...headersOf(), "webhook-signature": "v1," }, /No signature/],
    ["no id", { ...headersOf(), "webhook-id": undefined }, /webhook-id/],
    ["an id with a blank", { ...headersOf(), "webhook-id": "a b" }, /webhook-id/],
    ["no time", { ...headersOf(), "webhook-timestamp": undefined }, /webhook-timestamp/],
    ["a time that is none", { ...headersOf(), "webhook-timestamp": "1e9" }, /webhook-timestamp/],
    ["an old time", headersOf({ timestamp: seconds(new Date(now.getTime() - 301_000)) }), /five minutes/],
    ["a time to come", headersOf({ timestamp: seconds(new Date(now.getTime() + 301_000)) }), /five minutes/],
  ])("is refused for %s", (_, headers, reason) => {
    const verdict = verify(headers, body, { secret, now });
    expect(verdict).toMatchObject({ ok: false, reason: { text: expect.stringMatching(reason) } });
  });

  it("verifies any signed message and no changed one", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat(499), fc.integer({ min: 1, max: 255 }), (bytes, at, by) => {
        const headers = headersOf({ body: bytes });
        expect(verify(headers, bytes, { secret, now }).ok).toBe(true);
        if (bytes.length === 0) return;
        const changed = Uint8Array.from(bytes);
        changed[at % bytes.length]! ^= by;
        expect(verify(headers, changed, { secret, now }).ok).toBe(false);
      }),
    );
  });

  it("never throws, whatever a stranger sends", () => {
    const anything = fc.option(fc.string({ unit: "binary" }), { nil: undefined });
    fc.assert(
      fc.property(anything, anything, anything, (id, timestamp, signature) => {
        const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
        expect(verify(headers, body, { secret, now }).ok).toBe(false);
      }),
    );
  });

  it.each(["", "whsec_", "whsec_short", "whsec_!!!!"])("cannot be checked with the secret %j", (bad) => {
    expect(() => verify(headersOf(), body, { secret: bad, now })).toThrow(/webhook secret/);
  });
});
