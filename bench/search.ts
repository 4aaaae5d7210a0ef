/** `npm run bench:search`: how well and how fast the search over everything finds, beside MiniSearch on the same texts. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import MiniSearch from "minisearch";
import { find } from "#core/knowledge/search/find";
import { startPostgres } from "#testing/postgres";
import { median } from "./events/figures.ts";
import { machine } from "./machine.ts";
import { type Host, startHost } from "./search/host.ts";
import { hybrid, hybridIntents } from "./search/meaning.ts";
import { KINDS, type Known, questions, sentences } from "./search/sentences.ts";

const HELP = `The search over everything, measured on a PostgreSQL 18 of its own

  npm run bench:search -- [options]

  --texts <number>   texts of the person (100000)
  --runs <number>    questions of each kind (200)
  --seed <number>    of the texts and the questions (1)
  --only <part>      texts, intents, hybrid
  --help             this text

  Texts are sentences of a made-up language with 20,000 words, some of which are in very many texts. Each question has two or three words of one
  text, as they are or typed in a worse way, and is asked by the verb of the endpoint, both flights included. MiniSearch has the same texts in
  this process, folds accents, and searches by beginnings and with mistakes (prefix, fuzzy 0.2). How good an answer is: the mean of 1/rank of the
  text that was meant, among the first ten.

  Intents: the sentences of CLINC150 in the folder LIFEOS_DATA, when they are there. Texts are the sentences for training, questions those for
  testing; an answer is right when the first text has the intent of the question.

  Hybrid: the search by words and by meaning on PGlite, with the model of LifeOS. The model reads 2,000 of the texts, which says how many it
  reads in a minute; the others get vectors that are made of those with noise. A search takes what its question's vector takes, too.
  What is found by meaning is held against a comparison of all vectors. It also asks the intents.

  Nothing else should run on the machine.
`;

const TARGET_MS = 15;

async function main(): Promise<void> {
  const { texts, runs, seed, only } = readOptions();
  const say = (line: string) => console.log(line);
  say(machine());
  const verdicts: string[] = [];
  const verdict = (isMet: boolean, text: string) =>
    verdicts.push(`  ${isMet ? "PASS           " : "short of target"}  ${text}`);
  if (only === undefined || only === "hybrid") {
    say("\nBy words and meaning, on PGlite");
    await hybrid(sentences(texts, seed), verdict, say);
    const known = clinc();
    if (known) await hybridIntents(known, verdict, say);
    else say("\nCLINC150 is not in LIFEOS_DATA: no intents.");
    for (const line of ["", ...verdicts]) say(line);
  }
  if (only === "hybrid") return;
  const server = await startPostgres({
    fsync: true,
    settings: { shared_buffers: "512MB", max_wal_size: "4GB", random_page_cost: "1.1" },
  });
  try {
    if (only !== "intents") await knownItems(await startHost(server), texts, runs, seed, say);
    if (only !== "texts") await intents(await startHost(server), say);
  } finally {
    await server.stop();
  }
}

type Say = (line: string) => void;

async function knownItems(host: Host, count: number, runs: number, seed: number, say: Say): Promise<void> {
  const texts = sentences(count, seed);
  const asked = questions(texts, runs, seed + 1);
  const { ids, ms } = await host.keep(texts);
  say(
    `\n${count.toLocaleString("en")} texts, read in at ${Math.round((count / ms) * 60_000).toLocaleString("en")} a minute`,
  );
  const started = performance.now();
  const mini = miniSearch(texts);
  say(`MiniSearch has indexed them in ${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
  const place = new Map(ids.map((id, i) => [id, i]));
  const ours = async (q: string) =>
    (await find(host.ctx, { q, mode: "text", limit: 10 })).data.map(({ id }) => place.get(id) ?? -1);
  const theirs = async (q: string) =>
    mini
      .search(q)
      .slice(0, 10)
      .map(({ id }) => id as number);
  for (const { q } of asked["as it is"].slice(0, 20)) await ours(q);
  say("                    LifeOS                     MiniSearch");
  say("                    p50 ms   p95 ms   MRR@10   p50 ms   p95 ms   MRR@10");
  const all: number[] = [];
  for (const kind of KINDS) {
    const [mine, other] = [await measured(asked[kind], ours), await measured(asked[kind], theirs)];
    all.push(...mine.times);
    say(`  ${kind.padEnd(16)}${columns(mine)}${columns(other)}`);
  }
  const common = await measured(
    texts.slice(0, 50).map((text, about) => ({ q: text.split(" ")[1]!, about })),
    ours,
  );
  say(`  ${"a common word".padEnd(16)}${columns(common).slice(0, 18)}`);
  const p50 = median(all);
  say(
    `\n  ${p50 <= TARGET_MS ? "PASS           " : "short of target"}  ${p50.toFixed(1)} ms in the middle of all (at most ${TARGET_MS})`,
  );
  await host.close();
}

interface Measured {
  times: number[];
  mrr: number;
}

async function measured(known: readonly Known[], search: (q: string) => Promise<number[]>): Promise<Measured> {
  const times: number[] = [];
  let sum = 0;
  for (const { q, about } of known) {
    const started = performance.now();
    const found = await search(q);
    times.push(performance.now() - started);
    const rank = found.indexOf(about);
    if (rank >= 0) sum += 1 / (rank + 1);
  }
  return { times, mrr: sum / known.length };
}

function columns({ times, mrr }: Measured): string {
  const sorted = times.toSorted((a, b) => a - b);
  const p95 = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))]!;
  return [median(times).toFixed(1), p95.toFixed(1), mrr.toFixed(3)].map((text) => text.padStart(9)).join("");
}

function miniSearch(texts: readonly string[]): MiniSearch {
  const mini = new MiniSearch({
    fields: ["text"],
    processTerm: (term) =>
      term
        .toLowerCase()
        .normalize("NFD")
        .replace(/[\u0300-\u036f]/g, ""),
    searchOptions: { prefix: true, fuzzy: 0.2 },
  });
  mini.addAll(texts.map((text, id) => ({ id, text })));
  return mini;
}

/** The sentences of CLINC150, where they are. */
function clinc(): Record<"train" | "test", [text: string, intent: string][]> | undefined {
  const folder = path.resolve(
    import.meta.dirname,
    "..",
    process.env.LIFEOS_DATA ?? "../shared/data",
    "sentences-clinc",
  );
  const file = path.join(folder, "data_small.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

async function intents(host: Host, say: Say): Promise<void> {
  const known = clinc();
  if (!known) {
    say("\nCLINC150 is not in LIFEOS_DATA: no intents.");
    await host.close();
    return;
  }
  const { train, test } = known;
  const { ids } = await host.keep(train.map(([text]) => text));
  const intentOf = new Map(ids.map((id, i) => [id, train[i]![1]]));
  const mini = miniSearch(train.map(([text]) => text));
  let [ours, theirs] = [0, 0];
  const times: number[] = [];
  for (const [q, intent] of test) {
    const started = performance.now();
    const { data } = await find(host.ctx, { q, mode: "text", limit: 1 });
    times.push(performance.now() - started);
    if (data[0] && intentOf.get(data[0].id) === intent) ours++;
    const [first] = mini.search(q);
    if (first && train[first.id as number]![1] === intent) theirs++;
  }
  say(`\n${test.length} sentences of CLINC150 asked among ${train.length}: the first answer has their intent`);
  say(`  full text   ${(ours / test.length).toFixed(3)}, ${median(times).toFixed(1)} ms in the middle`);
  say(`  MiniSearch  ${(theirs / test.length).toFixed(3)}`);
  await host.close();
}

function readOptions() {
  const values = parse();
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const only = values.only;
  if (only !== undefined && only !== "texts" && only !== "intents" && only !== "hybrid")
    refuse("--only takes texts, intents, hybrid.");
  return {
    texts: numberIn("texts", values.texts, 100, 10_000_000),
    runs: numberIn("runs", values.runs, 1, 100_000),
    seed: numberIn("seed", values.seed, 0, 2 ** 31 - 2),
    only,
  };
}

function numberIn(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most
    ? value
    : refuse(`--${name} must be a number from ${least} to ${most}.`);
}

function parse() {
  try {
    return parseArgs({
      options: {
        texts: { type: "string", default: "100000" },
        runs: { type: "string", default: "200" },
        seed: { type: "string", default: "1" },
        only: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (error) {
    return refuse((error as Error).message);
  }
}

function refuse(message: string): never {
  console.error(`${message}\n\n${HELP}`);
  process.exit(2);
}

// The server is ended by its exit handler.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
