/**
 * Mails come in while the product, and the Inngest server if it is our own process, are killed at random moments and started
 * again. In the end each mail must have its full effect once: nothing lost, nothing doubled. A seed repeats the plan of kills,
 * not the timing of the machine.
 */
import { createClients, emptyLedger } from "#testing/crash/clients";
import { delay, type Fleet, openFleet, type Worker } from "#testing/crash/fleet";
import type { Place } from "#testing/crash/places";
import { type Random, seeded } from "#testing/crash/random";
import type { Target } from "./targets.ts";

export interface KillsOptions extends Place {
  target: Target;
  seed: number;
  mails: number;
  kills: number;
  /** What is killed: `product`, `server`. */
  of: readonly string[];
  /** The most time that everything may take to finish after the last mail. */
  patienceMs: number;
  say(line: string): void;
}

export interface KillsResult {
  delivered: number;
  kills: { product: number; server: number };
  /** Mails without their full effect. */
  lost: string[];
  /** Effects that exist more than once. */
  doubled: string[];
  /** The time that it took after the last mail. */
  restMs: number;
}

const LANES = 3;
const WAIT_MS = { least: 1_500, most: 6_000 };
const LOOK_EVERY_MS = 1_000;
const SAY_EVERY_MS = 15_000;
/** Longer than a server's pause before the first retry (15 s and up to 30 more). */
const NO_PROGRESS_MS = 60_000;
const HOUR_MS = 3_600_000;

export async function killsUnderMail(options: KillsOptions): Promise<KillsResult> {
  const { target, seed, mails, kills, say } = options;
  const random = seeded(seed);
  const fleet = await openFleet(options, kills + 1, target.product);
  const counts = { product: 0, server: 0 };
  const ledger = emptyLedger();
  try {
    const product = supervised(fleet);
    await product.up();
    const clients = createClients(fleet, seeded(seed + 1), ledger);
    const killing = strike(random, options, counts, product);
    let sent = 0;
    const lane = async () => {
      while (sent++ < mails) {
        await clients.mail();
        await delay(random.whole(100, 400));
      }
    };
    await Promise.all([killing, ...Array.from({ length: LANES }, lane)]);
    say(`${ledger.mails.size} mails delivered, ${counts.product} kills of the product, ${counts.server} of the server`);
    const began = Date.now();
    const end = began + options.patienceMs;
    let said = began;
    let least = { mails: Number.POSITIVE_INFINITY, at: began };
    for (;;) {
      const lost = await unfinished(fleet, ledger.mails);
      if (lost.length < least.mails) least = { mails: lost.length, at: Date.now() };
      else if (Date.now() - least.at > NO_PROGRESS_MS) {
        // Events that the server has lost are handed over again after a time, which is skipped by moving the clock.
        say(`nothing more comes of ${lost.length} mails; an hour goes by`);
        fleet.pass(HOUR_MS);
        least = { mails: lost.length, at: Date.now() };
      }
      if (lost.length === 0 || Date.now() > end) {
        const doubled = await twice(fleet);
        return { delivered: ledger.mails.size, kills: counts, lost, doubled, restMs: Date.now() - began };
      }
      if (Date.now() - said > SAY_EVERY_MS) {
        said = Date.now();
        say(`${lost.length} mails are still under way`);
      }
      await delay(LOOK_EVERY_MS);
    }
  } finally {
    await fleet.close();
  }
}

interface Product {
  up(): Promise<unknown>;
  kill(): Promise<void>;
}

/** The product as one process, which is replaced whenever it is killed. */
function supervised(fleet: Fleet): Product {
  let worker: Worker = fleet.start(0);
  return {
    up: () => worker.ready,
    async kill() {
      worker.kill();
      await worker.ended;
      worker = fleet.start(0);
    },
  };
}

async function strike(
  random: Random,
  { target, kills, of, say }: KillsOptions,
  counts: KillsResult["kills"],
  product: Product,
): Promise<void> {
  for (let n = 0; n < kills; n++) {
    const waitMs = random.whole(WAIT_MS.least, WAIT_MS.most);
    const chosen = of.length > 1 && random.next() < 0.4 ? "server" : of[0];
    const onServer = chosen === "server" && target.process !== undefined;
    // Counted from when it serves, because killing a process that never starts proves nothing.
    await product.up();
    await delay(waitMs);
    if (onServer) {
      counts.server += 1;
      say(`kill of the server after ${waitMs} ms`);
      await target.process!.kill();
      await target.process!.start();
    } else {
      counts.product += 1;
      say(`kill of the product after ${waitMs} ms`);
      await product.kill();
    }
  }
  await product.up();
}

/** Mails without a row, not processed, or without the transaction and the draft that a receipt makes. */
async function unfinished(fleet: Fleet, mails: Set<string>): Promise<string[]> {
  const rows = await fleet.query<{ id: string }>(
    `select m.message_id as id from inbound_emails m join transactions t on t.source_email_id = m.id
     join meals d on d.transaction_id = t.id where m.processed_at is not null`,
  );
  const done = new Set(rows.map(({ id }) => id));
  return [...mails].filter((id) => !done.has(id));
}

async function twice(fleet: Fleet): Promise<string[]> {
  const rows = await fleet.query<{ what: string }>(
    `select 'mail ' || message_id as what from inbound_emails group by message_id having count(*) > 1
     union all select 'transactions of mail ' || source_email_id from transactions where source_email_id is not null
       group by source_email_id having count(*) > 1
     union all select 'drafts of transaction ' || transaction_id from meals where transaction_id is not null
       group by transaction_id having count(*) > 1
     union all select event_type || ' of ' || entity_id from events where entity_id is not null
       group by event_type, entity_id having count(*) > 1`,
  );
  return rows.map(({ what }) => what);
}
