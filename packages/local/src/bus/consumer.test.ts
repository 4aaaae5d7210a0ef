import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consumer } from "#testing/bus";
import { batchItemFailures, consumerReader, splitBatches } from "./consumer.ts";
import type { Message } from "./store.ts";

const place = { region: "us-east-1", account: "000000000000" };

function message(n: number, body = "{}"): Message {
  return {
    messageId: `message-${n}`,
    queue: "all",
    body,
    sentAtMs: 0,
    firstReceivedAtMs: 0,
    receiveCount: 1,
    failureCount: 0,
    lease: "lease",
    leaseUntilMs: 30_000,
    lastError: null,
    died: null,
  };
}

describe("a batch", () => {
  it("is as large as allowed, keeps the order and never exceeds count or bytes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 10 }),
        (sizes, batchSize) => {
          const messages = sizes.map((_, n) => message(n));
          const bytesOf = (one: Message) => sizes[messages.indexOf(one)] ?? 0;
          const batches = splitBatches(messages, batchSize, bytesOf, 1_000);
          const bytes = (batch: Message[]) => batch.reduce((sum, one) => sum + bytesOf(one) + 1, 64);
          expect(batches.flat()).toEqual(messages);
          for (const [index, batch] of batches.entries()) {
            expect(batch.length).toBeGreaterThan(0);
            expect(batch.length).toBeLessThanOrEqual(batchSize);
            expect(bytes(batch)).toBeLessThanOrEqual(1_000);
            const next = batches[index + 1]?.[0];
            if (next) expect(batch.length === batchSize || bytes([...batch, next]) > 1_000).toBe(true);
          }
        },
      ),
    );
  });

  it("is cut so that the event stays below Lambda's 6 MB, escaping included", async () => {
    const payloads: number[] = [];
    const reader = consumerReader(
      consumer("all", async (event) => void payloads.push(Buffer.byteLength(JSON.stringify(event))), {
        batchSize: 100,
      }),
      place,
    );
    // Quotes double in a record's body, as they do in every JSON text inside a JSON text.
    const messages = Array.from({ length: 40 }, (_, n) => message(n, '"'.repeat(200 * 1024)));
    for (const batch of reader.split(messages)) await reader.deliver(batch);
    expect(payloads.length).toBe(3);
    expect(Math.max(...payloads)).toBeLessThanOrEqual(6 * 1024 * 1024);
  });

  it("fails when the response is larger than 6 MB", async () => {
    const reader = consumerReader(
      consumer("all", async () => ({ batchItemFailures: [], rest: "x".repeat(6 * 1024 * 1024) })),
      place,
    );
    await expect(reader.deliver([message(1)])).rejects.toThrow("6 MB");
  });
});

describe("a batch response", () => {
  const ids = ["a", "b"];
  it.each<[string, unknown, string[]]>([
    ["nothing", undefined, []],
    ["null", null, []],
    ["an empty object", {}, []],
    ["an empty list", { batchItemFailures: [] }, []],
    ["null for the list", { batchItemFailures: null }, []],
    ["one id", { batchItemFailures: [{ itemIdentifier: "b" }] }, ["b"]],
    ["an id twice", { batchItemFailures: [{ itemIdentifier: "b" }, { itemIdentifier: "b" }] }, ["b"]],
    ["an unknown id", { batchItemFailures: [{ itemIdentifier: "b" }, { itemIdentifier: "c" }] }, ids],
    ["an empty id", { batchItemFailures: [{ itemIdentifier: "" }] }, ids],
    ["a wrong key", { batchItemFailures: [{ id: "a" }] }, ids],
    ["null in the list", { batchItemFailures: [null] }, ids],
    ["a list that is none", { batchItemFailures: "a" }, ids],
  ])("of %s is read as Lambda reads it", (_, response, failed) => {
    expect([...batchItemFailures(response, ids).keys()].toSorted()).toEqual(failed);
  });

  it("may carry a reason for the operator", () => {
    const failures = batchItemFailures({ batchItemFailures: [{ itemIdentifier: "a", reason: "no such user" }] }, ids);
    expect(failures).toEqual(new Map([["a", "no such user"]]));
  });
});

describe("a consumer", () => {
  it.each([
    ["a name with a dot", { name: "a.b" }],
    ["an empty batch", { batchSize: 0 }],
    ["no receives", { maxReceiveCount: 0 }],
    ["a timeout beyond its visibility", { timeoutMs: 31_000 }],
  ])("with %s is refused", (_, more) => {
    expect(() => consumerReader({ ...consumer("all", async () => {}), ...more }, place)).toThrow(/is not valid/);
  });
});
