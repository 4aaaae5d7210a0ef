/**
 * The local cloud that the console's tests share, with the demo life in it and the console built, in a process of its own. Says where it is,
 * `{ "url": "http://localhost:…", "mailSecret": "whsec_…" }`, and ends with its standard input.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createLife, unwrap } from "#client";
import { type Cloud, startCloud } from "#local/cloud";
import { DEMO_USER } from "#local/demo-user";
import { deliver } from "#local/mail-command";
import { seedDemoLife } from "#local/seed";
import { seedTroubles } from "#testing/console-troubles";
import { plainEmail } from "#testing/mail";

const dataDir = await mkdtemp(path.join(tmpdir(), "lifeos-console-"));
const cloud = await startCloud({ dataDir, port: 0, log: () => {} });
const seeded = seedDemoLife(cloud).then(async () => {
  await sendBills(cloud);
  await sendLetter(cloud);
  await seedTroubles(cloud);
});
await Promise.all([seeded, cloud.console.prepare()]);
process.stdin.resume().on("end", async () => {
  await cloud.stop();
  await rm(dataDir, { recursive: true, force: true });
  process.exit(0);
});
const { EMAIL_WEBHOOK_SECRET: mailSecret } = cloud.config;
process.stdout.write(`${JSON.stringify({ url: cloud.url, mailSecret })}\n`);

/** Mails that ask to be paid: one is overdue, the other is not. */
async function sendBills({ url, issuer, config }: Cloud): Promise<void> {
  const life = createLife({ baseUrl: url, token: await issuer.token(DEMO_USER) });
  const { data } = await unwrap(life.ingest.addresses.list());
  const [{ address: to }] = data as [(typeof data)[number]];
  const at = (days: number) => new Date(Date.now() + days * 86_400_000);
  const bills = [
    { from: '"City Power" <billing@power.example>', amount: "€82.14", sent: -20, due: -3 },
    { from: '"Water Works" <billing@water.example>', amount: "€40.00", sent: -2, due: 12 },
  ];
  for (const { from, amount, sent, due } of bills) {
    const text = `Invoice\nDue date: ${at(due).toISOString().slice(0, 10)}\nAmount due: ${amount}`;
    const message = plainEmail({ from, to, subject: "Your invoice", text, date: at(sent) });
    await deliver({ url, secret: config.EMAIL_WEBHOOK_SECRET!, message, to });
  }
}

/** A mail for the pages that show some; a letter, from which nothing follows. */
async function sendLetter({ url, issuer, config }: Cloud): Promise<void> {
  const life = createLife({ baseUrl: url, token: await issuer.token(DEMO_USER) });
  const { data } = await unwrap(life.ingest.addresses.list());
  const [{ address: to }] = data as [(typeof data)[number]];
  const message = plainEmail({
    to,
    subject: "The flat is yours from Friday",
    text: "Hello, the keys are with the neighbours on the second floor. Robin",
    html: "<h2>Hello</h2><p>The keys are with the <b>neighbours</b> on the second floor.</p><p>Robin</p>",
    date: new Date(),
    attachments: [{ fileName: "house rules.txt", mimeType: "text/plain", content: Buffer.from("Quiet after ten.") }],
  });
  await deliver({ url, secret: config.EMAIL_WEBHOOK_SECRET!, message, to });
}
