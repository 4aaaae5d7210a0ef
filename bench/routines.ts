/**
 * How fast a tick claims due routines, a hundred at a time and one at a time, on a PostgreSQL of its own with fsync on.
 *
 *     node bench/routines.ts --rows 1000000 --runs 5 --seconds 5
 *
 * Every routine is due. The two take turns for some seconds each, so that both meet the table in every state; then the rest
 * of the routines are claimed a hundred at a time.
 */
import { parseArgs } from "node:util";
import { speakAsService } from "#cloud/speak";
import { pgTransport } from "#cloud/transport/pg";
import { type Tick, tick } from "#core/rhythm/tick";
import { configure } from "#kit/runtime";
import { type Database, serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import { startPostgres } from "#testing/postgres";

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    runs: { type: "string", default: "5" },
    seconds: { type: "string", default: "5" },
  },
});
const rows = Number(options.rows);
const forMs = Number(options.seconds) * 1_000;

const server = await startPostgres({
  fsync: true,
  settings: { shared_buffers: "256MB", max_wal_size: "4GB", autovacuum_naptime: "1min" },
});
try {
  const { url } = await server.createDatabase();
  const database = serverDatabase(url);
  await migrate(database);
  await plant(database, rows);
  const transport = pgTransport(url, { max: 2 });
  configure({ transport, publish: async () => {}, now: () => new Date(), log: () => {}, config: {} });

  const speeds = new Map<number, number[]>([
    [1, []],
    [100, []],
  ]);
  for (let run = 0; run < Number(options.runs); run++) {
    for (const [batchSize, measured] of speeds) measured.push((await timed(batchSize, forMs)).perSecond);
  }
  const rest = await timed(100, 3_600_000);
  // A daily rule may have come due again meanwhile; nothing may have been claimed twice or not at all.
  const [claimed] = await database.query<{ events: number; dues: number; routines: number }>(
    "select count(*)::int as events, count(distinct (entity_id, payload))::int as dues, count(distinct entity_id)::int as routines from events",
  );

  console.log(
    `${rows} routines, all due; ${options.runs} runs of ${options.seconds} s each; PostgreSQL 18 with fsync on\n`,
  );
  console.log("batch   routines/s (median)   slowest   fastest");
  for (const [batchSize, measured] of speeds) {
    const [low, middle, high] = [Math.min(...measured), median(measured), Math.max(...measured)].map(Math.round);
    console.log(`${pad(batchSize, 5)}${pad(middle!, 22)}${pad(low!, 10)}${pad(high!, 10)}`);
  }
  console.log(`\nratio of the medians: ${(median(speeds.get(100)!) / median(speeds.get(1)!)).toFixed(1)}`);
  console.log(
    `the last ${rest.due} at batch 100: ${(rest.ms / 1_000).toFixed(1)} s, ${Math.round(rest.perSecond)} routines/s`,
  );
  if (claimed!.routines !== rows || claimed!.dues !== claimed!.events) throw new Error(JSON.stringify(claimed));
  await transport.close();
  await database.close();
} finally {
  await server.stop();
}

async function timed(batchSize: number, atMostMs: number): Promise<Tick & { ms: number; perSecond: number }> {
  const started = performance.now();
  const outcome = await tick(speakAsService("schedule").ctx, { batchSize, forMs: atMostMs });
  const ms = performance.now() - started;
  return { ...outcome, ms, perSecond: (outcome.due * 1_000) / ms };
}

/** Daily routines in eight time zones that have come due over the last two minutes, each with a small template. */
async function plant(database: Database, count: number): Promise<void> {
  const [user] = await database.query<{ id: string }>(
    "insert into users (auth_subject, email, name) values ('bench', 'bench@example.org', 'bench') returning id",
  );
  await database.exec("alter table routines disable trigger user");
  await database.query(
    `insert into routines (user_id, name, cron_expression, timezone, activities, catch_up, next_run_at)
     select $1, 'routine ' || n, (n % 60) || ' ' || (n / 60 % 24) || ' * * *',
       (array['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia', 'America/Sao_Paulo', 'Asia/Tokyo'])[n % 8 + 1],
       '[{"title": "Water the plants", "category": "chore"}]', 'all', date_trunc('minute', now()) - (n % 3) * interval '1 minute'
     from generate_series(1, $2::int) n`,
    [user!.id, count],
  );
  await database.exec("alter table routines enable trigger user");
  await database.exec("vacuum analyze routines");
  await database.exec("checkpoint");
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width);
}
