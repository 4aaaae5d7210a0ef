/**
 * `npm run bench:calendar`: what an agenda costs that has series, and what other libraries take to find the same instances.
 *
 * A person has 10,000 events in three years of which 500 recur (each fifth with a changed instance, each fifth with exceptions);
 * another has as many, of which none recurs and as many are in the month that is asked for. A household has six members with 2,000
 * events each, of which 100 recur. Medians of runs in turn, on a PostgreSQL of its own.
 *
 * The libraries are given the series as text and find their instances in the month, with exceptions. The same is measured here, and
 * what an agenda does beyond it: the events that happen once, instances that were changed, the database, order, and the answer.
 */
import { randomUUID } from "node:crypto";
import ICAL from "ical.js";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { speak } from "#cloud/speak";
import { pgTransport } from "#cloud/transport/pg";
import { agenda } from "#core/calendar/agenda";
import { freeBusy } from "#core/calendar/free-busy";
import { instancesIn } from "#core/calendar/window";
import { type AgendaRow, windowRead } from "#core/calendar/window-read";
import type { Ctx } from "#kit/ctx";
import { configure } from "#kit/runtime";
import { type Database, serverDatabase } from "#local/database";
import { migrate } from "#local/migrate";
import { startPostgres } from "#testing/postgres";
import { median } from "./events/figures.ts";
import { machine } from "./machine.ts";
import { optionsOf, runBench, targetLine } from "./options.ts";
import { type Processor, processorOf } from "./processor.ts";

const HELP = `The calendar, measured on a PostgreSQL of its own

  npm run bench:calendar -- [options]

  --runs <number>  turns of each kind of work (15)
  --only <part>    agenda or free-busy
  --help           this text

  Times are medians by the wall, and of what the processors have done here and in the server. Where others run, the latter says more.
`;
const PARTS = ["agenda", "free-busy"] as const;
/** A turn takes at least so long, in milliseconds: what is faster is done several times. */
const TURN_MS = 100;
const ZONE = "Europe/Berlin";
const MONTH = { from: "2026-03-01", to: "2026-04-01" };
const WINDOW = { from: "2026-02-28T23:00:00.000Z", to: "2026-03-31T22:00:00.000Z", zone: ZONE };
const THIRTY_DAYS = { from: "2026-03-01T00:00:00.000Z", to: "2026-03-31T00:00:00.000Z" };
const RULES = [
  "FREQ=WEEKLY",
  "FREQ=WEEKLY;BYDAY=MO,WE,FR",
  "FREQ=DAILY;INTERVAL=2",
  "FREQ=WEEKLY;INTERVAL=2",
  "FREQ=MONTHLY",
  "FREQ=MONTHLY;BYDAY=1MO",
  "FREQ=YEARLY",
  "FREQ=DAILY;COUNT=1500",
  "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
  "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
];

async function main(): Promise<void> {
  const { values, numberIn, oneOf } = optionsOf(HELP, {
    runs: { type: "string", default: "15" },
    only: { type: "string" },
  });
  const runs = numberIn("runs", values.runs, 1, 1_000);
  const only = oneOf("only", PARTS, values.only);
  const server = await startPostgres({ settings: { shared_buffers: "256MB" } });
  try {
    const { url } = await server.createDatabase();
    const database = serverDatabase(url);
    await migrate(database);
    const transport = pgTransport(url, { max: 2 });
    configure({
      transport,
      publish: async () => {},
      now: () => new Date("2026-03-02T12:00:00Z"),
      log: () => {},
      config: {},
    });
    console.log(machine());
    const turns = { runs, processor: processorOf(server) };
    const lines: string[] = [];
    if (only !== "free-busy") lines.push(...(await agendas(database, turns)));
    if (only !== "agenda") lines.push(...(await freeAndBusy(database, turns)));
    console.log(`\n${lines.join("\n")}`);
    await transport.close();
    await database.close();
  } finally {
    await server.stop();
  }
}

async function agendas(database: Database, turns: Turns): Promise<string[]> {
  const busy = await plant(database, 10_000, 500);
  const [rows] = await busy.db.batch([windowRead(WINDOW.from, WINDOW.to)]);
  const instances = instancesIn(rows, WINDOW, 10_000);
  const plain = await plant(database, 10_000, 0, instances.length);
  await database.query("analyze");
  const series = rows.filter(({ recurrenceRule }) => recurrenceRule !== null);
  console.log(
    `${series.length} series and ${rows.length - series.length} other rows; ${instances.length} instances in the month\n`,
  );
  const [byIcal, byTemporal] = [icalOf(series), temporalOf(series)];
  const byUs = () => instancesIn(series, WINDOW, 10_000).length;
  console.log(`instances of series: ical.js ${byIcal()}, rrule-temporal ${byTemporal()}, here ${byUs()}`);
  const shownOf = async (ctx: Ctx) => (await agenda(ctx, { ...MONTH, timezone: ZONE })).events.length;
  console.log(`the agenda with series shows ${await shownOf(busy)} rows, the one without ${await shownOf(plain)}\n`);
  const of = await inTurns(turns, {
    "agenda of a month with 500 series": () => agenda(busy, { ...MONTH, timezone: ZONE }),
    "agenda of as many events without series": () => agenda(plain, { ...MONTH, timezone: ZONE }),
    "all of its instances": () => instancesIn(rows, WINDOW, 10_000),
    "its series": byUs,
    "its series by ical.js": byIcal,
    "its series by rrule-temporal": byTemporal,
  });
  const agendaRatio = ratios(of["agenda of a month with 500 series"], of["agenda of as many events without series"]);
  return [
    targetLine(agendaRatio.met(2), `the agenda with series to the one without: ${agendaRatio.text} (at most 2×)`),
    ...(["ical.js", "rrule-temporal"] as const).map((library) => {
      const theirs = of[`its series by ${library}`];
      const own = ratios(theirs, of["its series"]);
      return targetLine(
        !own.met(10),
        `${library} to the series here: ${own.text} (at least 10×), to all instances: ${ratios(theirs, of["all of its instances"]).text}, to the whole agenda: ${ratios(theirs, of["agenda of a month with 500 series"]).text}`,
      );
    }),
  ];
}

async function freeAndBusy(database: Database, turns: Turns): Promise<string[]> {
  const household = await plantHousehold(database);
  await database.query("analyze");
  const of = await inTurns(turns, {
    "free and busy time of one": () => freeBusy(household, THIRTY_DAYS),
    "free and busy time of a household of six": () =>
      freeBusy(household, { ...THIRTY_DAYS, householdId: household.home }),
  });
  const ratio = ratios(of["free and busy time of a household of six"], of["free and busy time of one"]);
  return [targetLine(ratio.met(3), `a household of six to one of them: ${ratio.text} (at most 3×)`)];
}

interface Turns {
  runs: number;
  processor: Processor | undefined;
}

/** Milliseconds of one, by the wall and by processors. */
interface Took {
  wall: number;
  processor: number | undefined;
}

/** By processors where these are known: others on the machine take no part in them. */
function ratios(one: Took, other: Took) {
  const wall = one.wall / other.wall;
  const processor = one.processor && other.processor ? one.processor / other.processor : undefined;
  return {
    text: `${wall.toFixed(2)}×${processor === undefined ? "" : ` (by processor time ${processor.toFixed(2)}×)`}`,
    met: (most: number) => (processor ?? wall) <= most,
  };
}

/** Each of them to warm up, then in turns; the medians of a single one. */
async function inTurns<K extends string>(
  { runs, processor }: Turns,
  work: Record<K, () => unknown>,
): Promise<Record<K, Took>> {
  const measured = new Map<string, Record<"wall" | "processor" | "here", number[]>>();
  for (let run = -1; run < runs; run++) {
    for (const [name, one] of Object.entries(work) as [K, () => unknown][]) {
      const [before, ownBefore] = [processor?.both() ?? 0, processor?.own() ?? 0];
      const started = performance.now();
      let [times, took] = [0, 0];
      for (; took < TURN_MS; times++) {
        await one();
        took = performance.now() - started;
      }
      const here = (processor?.own() ?? 0) - ownBefore;
      const used = (processor?.both() ?? 0) - before;
      if (run < 0) continue;
      const known = measured.get(name) ?? { wall: [], processor: [], here: [] };
      measured.set(name, known);
      known.wall.push(took / times);
      known.processor.push(used / times);
      known.here.push(here / times);
    }
  }
  const medians = {} as Record<K, Took>;
  for (const [name, { wall, processor: used, here }] of measured as Map<
    K,
    Record<"wall" | "processor" | "here", number[]>
  >) {
    medians[name] = { wall: median(wall), processor: processor && median(used) };
    const shown = (ms: number) => ms.toFixed(2);
    console.log(
      `${name.padEnd(45)} ${shown(medians[name].wall).padStart(10)} ms   (${shown(Math.min(...wall))} to ${shown(Math.max(...wall))}${processor ? `; ${shown(median(used))} ms of processors, ${shown(median(here))} of them here` : ""})`,
    );
  }
  return medians;
}

/** What a time of the calendar's zone is on its clocks, in the form of iCalendar. */
function wallText(at: string): string {
  return isoWall(at).replace(/[-:]/g, "");
}

/** A series as lines of iCalendar, with its exceptions. `zone` is a parameter of its times. */
function linesOf(row: AgendaRow, zone: string): string[] {
  const left = row.recurrenceExdates.map(wallText).join(",");
  return [
    `DTSTART${zone}:${wallText(row.startAt)}`,
    `RRULE:${row.recurrenceRule}`,
    ...(left ? [`EXDATE${zone}:${left}`] : []),
  ];
}

/**
 * Makes a function that counts the instances of series that ical.js finds in the window; it walks each from its start. It is spared the
 * zone: the clocks of the series never change for it.
 */
function icalOf(series: readonly AgendaRow[]): () => number {
  const texts = series.map((row) => ["BEGIN:VEVENT", ...linesOf(row, ""), "END:VEVENT"].join("\r\n"));
  const [from, to] = [WINDOW.from, WINDOW.to].map((at) => ICAL.Time.fromDateTimeString(isoWall(at))) as [
    ICAL.Time,
    ICAL.Time,
  ];
  return () => {
    let found = 0;
    for (const text of texts) {
      const event = new ICAL.Component(ICAL.parse(text));
      const dtstart = event.getFirstPropertyValue("dtstart") as ICAL.Time;
      const walk = new ICAL.RecurExpansion({ component: event, dtstart });
      for (let at = walk.next(); at && at.compare(to) < 0; at = walk.next()) if (at.compare(from) >= 0) found++;
    }
    return found;
  };
}

function isoWall(at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(ZONE).toPlainDateTime().toString({ smallestUnit: "second" });
}

/** The same by rrule-temporal, which knows windows and zones, and expands little more than the window needs. */
function temporalOf(series: readonly AgendaRow[]): () => number {
  const texts = series.map((row) => linesOf(row, `;TZID=${ZONE}`).join("\n"));
  const [from, to] = [new Date(WINDOW.from), new Date(Date.parse(WINDOW.to) - 1)];
  return () => {
    let found = 0;
    for (const rruleString of texts)
      found += new RRuleTemporal({ rruleString, temporal: Temporal }).between(from, to, true).length;
    return found;
  };
}

async function person(database: Database, householdId?: string): Promise<Ctx> {
  const userId = randomUUID();
  await database.query(
    "insert into users (id, auth_subject, email, name, timezone) values ($1, $2, $3, 'Person', $4)",
    [userId, userId, `${userId}@example.com`, ZONE],
  );
  if (householdId)
    await database.query("insert into household_members (household_id, user_id, role) values ($1, $2, 'member')", [
      householdId,
      userId,
    ]);
  return speak({
    actor: { userId, role: "user", tier: "pro" },
    origin: "api",
    requestId: randomUUID(),
    correlationId: randomUUID(),
  }).ctx;
}

/** A person with so many events, of which some recur, and so many more in the month. */
async function plant(
  database: Database,
  events: number,
  recurring: number,
  inMonth = 0,
  householdId?: string,
): Promise<Ctx> {
  const ctx = await person(database, householdId);
  const { userId } = ctx.actor;
  const calendar = randomUUID();
  await database.query("insert into calendars (id, user_id, name, is_default) values ($1, $2, 'Calendar', true)", [
    calendar,
    userId,
  ]);
  const single = events - recurring - inMonth;
  const insert = (count: number, first: string, days: number) =>
    database.query(
      `insert into calendar_events (user_id, calendar_id, title, location, start_at, end_at, timezone)
       select $1, $2, 'Event ' || n, 'Somewhere', s, s + interval '1 hour', $3
       from generate_series(1, $4::int) n, lateral (select $5::timestamptz + (n * $6::float8 * 86400 / $4::int) * interval '1 second' as s)`,
      [userId, calendar, ZONE, count, first, days],
    );
  await insert(single, "2024-01-01T08:00:00Z", inMonth > 0 ? 700 : 1_095);
  if (inMonth > 0) await insert(inMonth, "2026-03-01T06:00:00Z", 30);
  for (let n = 0; n < recurring; n++) {
    const startAt = new Date(Date.UTC(2023, 0, 2 + (n % 700), 8 + (n % 9))).toISOString();
    const rule = RULES[n % RULES.length]!;
    const left =
      n % 5 === 1
        ? `{${[2, 9, 16].map((day) => `"${new Date(Date.UTC(2026, 2, day, 8 + (n % 9))).toISOString()}"`).join(",")}}`
        : "{}";
    const [row] = await database.query<{ id: string }>(
      `insert into calendar_events (user_id, calendar_id, title, start_at, end_at, timezone, recurrence_rule, recurrence_exdates)
       values ($1, $2, $3, $4, $4::timestamptz + interval '1 hour', $5, $6, $7::timestamptz[]) returning id`,
      [userId, calendar, `Series ${n}`, startAt, ZONE, rule, left],
    );
    if (n % 5 !== 2) continue;
    await database.query(
      `insert into calendar_events (user_id, calendar_id, title, start_at, end_at, timezone, recurrence_parent_id, recurrence_original_start)
       values ($1, $2, 'Moved', '2026-03-17T15:00:00Z', '2026-03-17T16:00:00Z', $3, $4, $5)`,
      [userId, calendar, ZONE, row!.id, new Date(Date.UTC(2026, 2, 17, 8 + (n % 9))).toISOString()],
    );
  }
  return ctx;
}

async function plantHousehold(database: Database): Promise<Ctx & { home: string }> {
  const home = randomUUID();
  await database.query("insert into households (id, name) values ($1, 'Home')", [home]);
  const members = [];
  for (let n = 0; n < 6; n++) members.push(await plant(database, 2_000, 100, 0, home));
  return { ...members[0]!, home };
}

runBench(main);
