/** Mail by strangers, delivered as a provider would and processed completely. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { finishEmail } from "#core/ingest/emails";
import { readEnvelope } from "#core/ingest/envelope";
import { EmailReceived } from "#core/ingest/events";
import { readEmail } from "#core/ingest/read-email";
import { post } from "#testing/post";
import { isWhole, someOf } from "#testing/sampled";
import { slow } from "#testing/slow";

const root = path.resolve(import.meta.dirname, "../..", process.env.LIFEOS_DATA ?? "../shared/data", "eml-mail");

slow("processes every message of a corpus without failing, and repetitions without effect", async () => {
  if (!existsSync(root)) return console.info(`no corpus at ${root}: this test proves nothing here`);
  const all = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".eml"));
  const files = someOf("corpus", all.sort(), 10);
  const life = await post();
  try {
    const anna = await life.resident("anna");
    const started = performance.now();
    let slowestMs = 0;
    const distinct = new Set<string>();
    for (const name of files) {
      const before = performance.now();
      const raw = readFileSync(path.join(root, name));
      const { messageId, headers } = await readEnvelope(raw);
      distinct.add(JSON.stringify([messageId, headers.from, headers.date, headers.subject]));
      const known = life.events(EmailReceived).length;
      const { status, body } = await life.webhook(raw, { to: anna.address });
      expect(status, name).toBe(202);
      expect(body, name).toEqual({ accepted: true });
      for (const event of life.events(EmailReceived).slice(known)) {
        await finishEmail(life.as(anna), await readEmail(life.as(anna), event.data.entityId!));
      }
      slowestMs = Math.max(slowestMs, performance.now() - before);
    }
    const rows = await life.rows(`select id from inbound_emails where is_processed`);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.info(`${files.length} messages: ${rows.length} kept, ${seconds} s, slowest ${slowestMs.toFixed(0)} ms`);
    // The corpus has variants of the same message, which count as repetitions.
    expect(rows).toHaveLength(distinct.size);
    expect(distinct.size).toBeGreaterThan(isWhole("corpus") ? 70 : 5);

    const events = life.events(EmailReceived).length;
    for (const name of files) await life.webhook(readFileSync(path.join(root, name)), { to: anna.address });
    expect(life.events(EmailReceived)).toHaveLength(events);
  } finally {
    await life.close();
  }
});
