/** Batches of a thousand samples, as phones send them, by several people at once. */
import { writeSamples } from "#core/health/metrics";
import type { Sample } from "#core/health/metrics-known";
import { median, ms } from "../events/figures.ts";
import { processorOf } from "../processor.ts";
import { dayOf } from "./day.ts";
import type { Host } from "./host.ts";

const BATCH = 1_000;
const FIRST = Date.UTC(2025, 0, 1);

/** Samples a second, of which each is new. */
export async function batchRate(
  host: Host,
  { samples, people }: { samples: number; people: number },
  say: (line: string) => void,
): Promise<number> {
  const each = Math.ceil(samples / people / BATCH);
  const sent = await Promise.all(
    Array.from({ length: people }, async (_, person) => ({
      ctx: await host.person(),
      batches: batchesOf(person, each + 1),
    })),
  );
  // The first of each person pays for connections and plans.
  for (const { ctx, batches } of sent) await writeSamples(ctx, batches.shift()!);
  const times: number[] = [];
  const before = processorOf(host.url);
  const started = performance.now();
  await Promise.all(
    sent.map(async ({ ctx, batches }) => {
      for (const batch of batches) {
        const at = performance.now();
        const { added } = await writeSamples(ctx, batch);
        if (added !== batch.length) throw new Error(`${added} of ${batch.length} samples are new`);
        times.push(performance.now() - at);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  const after = processorOf(host.url);
  const rate = (each * people * BATCH) / seconds;
  say(
    `  ${people} at once: ${Math.round(rate).toLocaleString("en")} samples a second, a batch in ${ms(median(times))} ms (median)`,
  );
  const ofServer = [...after.servers].reduce((sum, [pid, now]) => sum + now - (before.servers.get(pid) ?? 0), 0);
  if (ofServer > 0)
    say(
      `  processor time of a batch: ${ms((after.ownMs - before.ownMs) / times.length)} ms here, ${ms(ofServer / times.length)} ms in the server`,
    );
  const again = performance.now();
  const { duplicates } = await writeSamples(sent[0]!.ctx, batchesOf(0, 1)[0]!);
  if (duplicates !== BATCH) throw new Error(`${duplicates} of ${BATCH} samples were known`);
  say(`  the same batch again: ${ms(performance.now() - again)} ms`);
  return rate;
}

function batchesOf(person: number, count: number): Sample[][] {
  const samples: Sample[] = [];
  for (let day = 0; samples.length < count * BATCH; day++) samples.push(...dayOf(person, FIRST, day));
  return Array.from({ length: count }, (_, n) => samples.slice(n * BATCH, (n + 1) * BATCH));
}
