/**
 * What must be true when everything has finished: the ledger kept outside of the processes is compared with the database. Each
 * rule is one sentence; its violations are listed.
 */
import { readFileSync } from "node:fs";
import { type Ledger, wordFor } from "./clients.ts";
import { APP_ID, expectedFrom, type Link, taskTitle } from "./functions.ts";
import type { StepRecord } from "./protocol.ts";

export const rules = {
  refused: "every request was acknowledged in the end",
  rows: "an acknowledged request has exactly one row",
  events: "a change has exactly one event",
  outbox: "the outbox is empty",
  seen: "every event came out of the bus and reached the workflows",
  phantom: "nothing came out of the bus that was not committed",
  effects: "every cause has its effect exactly once",
  runs: "every event has exactly one run of each workflow it starts",
  finished: "every run has finished well, and nothing is left to do",
  steps: "every step result is the one that its run went on with",
  dead: "only poison is in the dead letters",
} as const;
export type Rule = keyof typeof rules;

export interface Violation {
  rule: Rule;
  detail: string;
}

export interface Evidence {
  ledger: Ledger;
  stepsFile: string;
  query<Row>(text: string): Promise<Row[]>;
}

export interface Findings {
  violations: Violation[];
  /** The number of things that were checked, so that "0 violations" means something. */
  figures: Record<string, number>;
}

export async function check(evidence: Evidence): Promise<Findings> {
  const { ledger } = evidence;
  const violations: Violation[] = [];
  const broken = (rule: Rule, details: string[]) => {
    for (const detail of details) violations.push({ rule, detail });
  };
  const figures: Record<string, number> = {
    "requests acknowledged": ledger.requests,
    "of them sent again": ledger.retries,
  };
  broken("refused", ledger.refusals);
  broken("rows", await requestsWithoutRow(evidence));
  broken("events", await changesWithoutEvent(evidence));
  broken("outbox", await detailsOf(evidence, "select 'event ' || event_id as detail from outbox"));
  broken("seen", await detailsOf(evidence, unseenEvents));
  broken("phantom", await phantoms(evidence));
  broken("effects", await effects(evidence));
  broken("runs", await runsOfEvents(evidence));
  broken("finished", await unfinished(evidence));
  broken("steps", await stepResults(evidence, figures));
  broken("dead", await deadLetters(evidence));
  const [counts] = await evidence.query<Record<string, number>>(countsSql);
  return { violations, figures: { ...figures, ...counts } };
}

const countsSql = `select
  (select count(*)::int from events) as events,
  (select count(*)::int from insights) as insights, (select count(*)::int from notifications) as notifications,
  (select count(*)::int from brain_logs) as moods, (select count(*)::int from tasks) as tasks,
  (select count(*)::int from transactions) as transactions, (select count(*)::int from vendors) as vendors,
  (select count(*)::int from meals where transaction_id is not null) as "draft meals",
  (select count(*)::int from workflow.run) as "workflow runs", (select count(*)::int from workflow.step) as "step results"`;

async function detailsOf({ query }: Evidence, text: string): Promise<string[]> {
  return (await query<{ detail: string }>(text)).map(({ detail }) => detail);
}

/** What is missing although it should exist once, and what exists although it should not. */
function differences(what: string, expected: Iterable<string>, actual: string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of actual) counts.set(one, (counts.get(one) ?? 0) + 1);
  const wanted = new Set(expected);
  return [
    ...[...wanted].filter((one) => !counts.has(one)).map((one) => `${what} ${one} is lost`),
    ...[...counts].filter(([one]) => !wanted.has(one)).map(([one]) => `${what} ${one} was never acknowledged`),
    ...[...counts]
      .filter(([one, n]) => wanted.has(one) && n > 1)
      .map(([one, n]) => `${what} ${one} is there ${n} times`),
  ];
}

async function requestsWithoutRow(evidence: Evidence): Promise<string[]> {
  const { ledger } = evidence;
  const column = async (text: string) => (await evidence.query<{ key: string }>(text)).map(({ key }) => key);
  const answered = await evidence.query<{ id: string; value: number }>(
    "select id, (answer ->> 'value')::int as value from notifications where answer is not null",
  );
  return [
    ...differences("workout", ledger.workouts, await column("select id as key from completed_workouts")),
    ...differences(
      "meal",
      ledger.meals.values(),
      await column("select id as key from meals where transaction_id is null"),
    ),
    ...differences("e-mail", ledger.mails, await column("select message_id as key from inbound_emails")),
    ...differences(
      "logged draft",
      ledger.confirmed,
      await column("select id as key from meals where source = 'purchase'"),
    ),
    ...differences(
      "answer",
      [...ledger.answers].map(([id, value]) => `${value} to ${id}`),
      answered.map(({ id, value }) => `${value} to ${id}`),
    ),
  ];
}

/** Each row that a request or an effect has made has its event; no event exists twice. */
async function changesWithoutEvent(evidence: Evidence): Promise<string[]> {
  const made: [table: string, type: string, where?: string][] = [
    ["completed_workouts", "health.workout.completed"],
    ["meals", "health.meal.logged", "t.transaction_id is null"],
    ["meals", "health.meal.logged", "t.source = 'purchase'"],
    ["meals", "health.meal.drafted", "t.transaction_id is not null"],
    ["inbound_emails", "ingest.email.received"],
    ["inbound_emails", "ingest.email.processed"],
    ["transactions", "finance.transaction.imported"],
    ["insights", "cortex.insight.found"],
    ["notifications", "platform.notification.sent"],
    ["notifications", "platform.notification.answered", "t.answered_at is not null"],
    ["brain_logs", "health.mood.logged"],
  ];
  const counted = made.map(
    ([table, type, where = "true"]) =>
      `select '${table} ' || t.id || ' has ' || count(e.id) || ' events ${type}' as detail from ${table} t
       left join events e on e.entity_id = t.id and e.event_type = '${type}' where ${where}
       group by t.id having count(e.id) <> 1`,
  );
  const twice = `select event_type || ' of ' || entity_id || ' is there ' || count(*) || ' times' as detail from events
    where entity_id is not null group by event_type, entity_id having count(*) > 1`;
  return detailsOf(evidence, [...counted, twice].join("\nunion all\n"));
}

const unseenEvents = `select e.event_type || ' ' || e.id as detail from events e
  where not exists (select from workflow.event w where w.id = e.id::text)`;

async function phantoms(evidence: Evidence): Promise<string[]> {
  const seen = await evidence.query<{ id: string; name: string }>(
    `select w.id, w.name from workflow.event w where w.name !~ '^(crash|inngest)/'
     and not exists (select from events e where e.id::text = w.id)`,
  );
  return seen.filter(({ id }) => !evidence.ledger.poisons.has(id)).map(({ id, name }) => `${name} ${id}`);
}

async function effects(evidence: Evidence): Promise<string[]> {
  const { ledger } = evidence;
  const titles = await evidence.query<{ title: string }>("select title from tasks");
  const caused = [
    // A workout followed by a meal has one insight, with one notification.
    `select 'meal ' || m.id || ' has ' || count(i.id) || ' insights' as detail from meals m
     left join insights i on i.evidence ->> 'mealId' = m.id::text where m.transaction_id is null
     group by m.id having count(i.id) <> 1`,
    `select 'insight ' || i.id || ' has ' || count(n.id) || ' notifications' from insights i
     left join events e on e.entity_id = i.id and e.event_type = 'cortex.insight.found'
     left join notifications n on n.source_event_id = e.id group by i.id having count(n.id) <> 1`,
    `select 'answered notification ' || n.id || ' has ' || count(b.id) || ' moods' from notifications n
     left join brain_logs b on b.source_id = n.id and b.value = (n.answer ->> 'value')::numeric
     where n.answered_at is not null group by n.id having count(b.id) <> 1`,
    "select 'nobody answered notification ' || id from notifications where answered_at is null",
    `select 'e-mail ' || m.message_id || ' has ' || count(t.id) || ' transactions' from inbound_emails m
     left join transactions t on t.source_email_id = m.id group by m.message_id having count(t.id) <> 1`,
    `select 'transaction ' || t.id || ' has ' || count(m.id) || ' draft meals' from transactions t
     left join meals m on m.transaction_id = t.id group by t.id having count(m.id) <> 1`,
    "select 'draft ' || id || ' was not logged' from meals where source = 'draft'",
    `select 'household ' || household_id || ' has ' || count(*) || ' vendors ' || normalized_name from vendors
     group by household_id, normalized_name having count(*) > 1`,
    "select 'transaction ' || id || ' has no vendor' from transactions where vendor_id is null",
    "select 'vendor ' || v.id || ' has no transaction' from vendors v where not exists (select from transactions t where t.vendor_id = v.id)",
    "select 'user ' || user_id || ' has ' || count(*) || ' accounts' from accounts group by user_id having count(*) > 1",
  ];
  return [
    ...differences(
      "task",
      [...ledger.workouts].map(taskTitle),
      titles.map(({ title }) => title),
    ),
    ...(await detailsOf(evidence, caused.join("\nunion all\n"))),
  ];
}

async function runsOfEvents(evidence: Evidence): Promise<string[]> {
  const started: [type: string, workflow: string][] = [
    ["health.workout.completed", `${APP_ID}-crash.followUp`],
    ["health.meal.logged", "lifeos-mind-cortex.postWorkoutCheckIn"],
    ["ingest.email.received", "lifeos-intake-ingest.processEmail"],
  ];
  const counted = started.map(
    ([type, id]) =>
      `select '${type} ' || e.id || ' has ' || count(r.id) || ' runs of ${id}' as detail from events e
       left join workflow.run r on r.event_id = e.id::text and r.function_id = '${id}'
       where e.event_type = '${type}' group by e.id having count(r.id) <> 1`,
  );
  const skipped =
    "select 'run ' || id || ' gave its event to another run' from workflow.run where output ->> 'skipped' is not null";
  const runs = await evidence.query<{ key: string }>(
    `select substr(function_id, ${APP_ID.length + 2}) || ' ' || event_id as key from workflow.run
     where event_name like 'crash/%' and event_name <> 'crash/reply'`,
  );
  const { chains } = evidence.ledger;
  const full = [...chains].filter(([, { kind }]) => kind === "full");
  const expected = [
    ...[...chains.values()].map(({ kind, eventId }) => `${kind} ${eventId}`),
    ...full.map(([chain]) => `told told-${chain}`),
  ];
  return [
    ...(await detailsOf(evidence, [...counted, skipped].join("\nunion all\n"))),
    ...differences(
      "the run",
      expected,
      runs.map(({ key }) => key),
    ),
  ];
}

async function unfinished(evidence: Evidence): Promise<string[]> {
  return detailsOf(
    evidence,
    `select 'run ' || id || ' of ' || function_id || ' is ' || status || coalesce(': ' || (error ->> 'message'), '') as detail
     from workflow.run where status <> 'completed'
     union all select 'job ' || key || ' (' || kind || ') is left' from workflow.job where kind <> 'cron'
     union all select 'run ' || run_id || ' still waits for ' || name from workflow.wait
     union all select 'a message is left in ' || queue from cloud.queue_message`,
  );
}

interface SavedStep {
  run: string;
  name: string | null;
  result: string;
  function: string;
  output: string | null;
}

/** The steps of a complete chain; `leaf` belongs to the invoked run. */
const stepsOf: Record<string, string[]> = {
  full: ["begin", "left", "middle", "right", "flaky", "invoke", "ask", "end"],
  short: ["first", "second", "third"],
  contended: ["first", "second"],
  told: ["told"],
};

async function stepResults(evidence: Evidence, figures: Record<string, number>): Promise<string[]> {
  const { executions, wrong } = readExecutions(evidence.stepsFile);
  const saved = await evidence.query<SavedStep>(
    `select r.id as run, s.name, s.result::text as result, substr(r.function_id, ${APP_ID.length + 2}) as function,
       r.output::text as output from workflow.run r join workflow.step s on s.run_id = r.id
     where r.function_id like '${APP_ID}-%' and r.function_id <> '${APP_ID}-crash.followUp'`,
  );
  const byRun = Map.groupBy(saved, ({ run }) => run);
  for (const [run, steps] of byRun) {
    const kind = steps[0]!.function;
    const output = JSON.parse(steps[0]!.output ?? "null") as Output | null;
    if (kind === "leaf") {
      for (const step of steps) wrong.push(...whatNeverRan(run, step, executions));
      continue;
    }
    wrong.push(...wrongLinks({ run, kind, steps, output }, executions));
  }
  const linkCount = saved.filter(({ name }) => isLink(name)).length;
  figures["links of chains"] = linkCount;
  figures["link executions"] = executions.size;
  return wrong;
}

interface Output {
  chain: string;
  word?: string;
  links: Record<string, Link>;
}

const isLink = (name: string | null) => name !== null && !["pause", "tell", "reply", "claim"].includes(name);
const dataOf = (step: SavedStep) => (JSON.parse(step.result) as { data?: unknown }).data;

function wrongLinks(
  { run, kind, steps, output }: { run: string; kind: string; steps: SavedStep[]; output: Output | null },
  executions: Map<string, StepRecord>,
): string[] {
  const at = `run ${run} (${kind})`;
  if (!output) return [`${at} has no output`];
  const wrong: string[] = [];
  const links = new Map(steps.filter(({ name }) => isLink(name)).map((step) => [step.name!, dataOf(step) as Link]));
  for (const name of stepsOf[kind] ?? []) {
    const kept = links.get(name);
    const used = output.links[name];
    if (!kept) wrong.push(`${at}: the result of ${name} is lost`);
    else if (kept.value !== used?.value)
      wrong.push(`${at}: ${name} is saved as ${kept.value}, the run used ${used?.value}`);
    else if (kept.from !== expectedFrom(name, output.chain, output.links, output.word)) {
      wrong.push(`${at}: ${name} was made from ${kept.from}, which is not what came before it`);
    }
  }
  for (const step of steps) wrong.push(...whatNeverRan(run, step, executions));
  if (kind === "full" && output.word !== wordFor(output.chain)) wrong.push(`${at} was told "${output.word}"`);
  return wrong;
}

/** A saved result must be one that an execution of that step wrote to the file before it returned. */
function whatNeverRan(run: string, step: SavedStep, executions: Map<string, StepRecord>): string[] {
  if (!isLink(step.name)) return [];
  const { value, from } = dataOf(step) as Link;
  const ran = executions.get(value);
  const isOwn = ran?.run === run || step.name === "invoke";
  return ran && isOwn && ran.from === from
    ? []
    : [`run ${run}: ${step.name} is saved as ${value}, which never ran there`];
}

function readExecutions(file: string): { executions: Map<string, StepRecord>; wrong: string[] } {
  const executions = new Map<string, StepRecord>();
  const wrong: string[] = [];
  for (const line of readFileSync(file, { encoding: "utf8", flag: "a+" }).split("\n")) {
    if (line === "") continue;
    const record = JSON.parse(line) as StepRecord;
    if (executions.has(record.value)) wrong.push(`two executions returned ${record.value}`);
    executions.set(record.value, record);
  }
  return { executions, wrong };
}

/**
 * Each poison event has one dead letter, however often it was sent; messages that could not be recorded would remain in the bus.
 */
async function deadLetters(evidence: Evidence): Promise<string[]> {
  const letters = await evidence.query<{ id: string; source: string; error: string }>(
    "select event_id as id, source, error from dead_letters",
  );
  const isPoison = (id: string) => evidence.ledger.poisons.has(id);
  return [
    ...letters.filter(({ id }) => !isPoison(id)).map(({ id, source, error }) => `${source} gave up on ${id}: ${error}`),
    ...differences("poison", evidence.ledger.poisons, letters.map(({ id }) => id).filter(isPoison)),
    ...(await detailsOf(evidence, "select queue || ': ' || error as detail from cloud.dead_letter_message")),
  ];
}
