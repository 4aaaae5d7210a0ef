/**
 * The main story of LifeOS, told over HTTP as a user and the world would: a workout, a receipt by mail an hour later, a meal, a
 * question, an answer. The demo prints it and a test asserts on it.
 */
import { createHmac, randomUUID } from "node:crypto";
import { createLife, type Life, unwrap } from "#client";
import { receiptEmail } from "#testing/mail";
import type { Cloud } from "./cloud.ts";

export interface Hop {
  type: string;
  /** Milliseconds since its cause, and since the e-mail came in. */
  msSinceCause: number | null;
  msSinceRoot: number;
  depth: number;
}

/** What the story led to, and what went wrong. */
export interface StoryResult {
  hops: Hop[];
  /** Expected events and rows that are missing; empty when the story went as it should. */
  missing: string[];
  insight: { title: string; body: string | null } | undefined;
  mood: number | undefined;
  /** What a second delivery of the same e-mail changed; must be empty. */
  changedByRepetition: string[];
  dashboard: Record<string, unknown>;
}

/** The events that must follow, each caused by the one before. */
export const CHAIN = [
  "ingest.email.received",
  "finance.transaction.imported",
  "health.meal.drafted",
  "health.meal.logged",
  "cortex.insight.found",
  "platform.notification.sent",
  "platform.notification.answered",
  "health.mood.logged",
];

const RECEIPT_CENTS = 2047;

export async function tellStory(
  cloud: Cloud,
  options: { format?: "html" | "pdf"; say?: (line: string) => void } = {},
): Promise<StoryResult> {
  const { format = "pdf", say = () => {} } = options;
  const sub = `story-${randomUUID()}`;
  const lunch = lastLunch(new Date());
  const token = await cloud.issuer.token({
    sub,
    email: `${sub}@example.com`,
    name: "Robin",
    zoneinfo: "UTC",
  });
  const life = createLife({ baseUrl: cloud.url, token });

  say("Robin completes a strength workout");
  const workout = await unwrap(
    life.health.completedWorkouts.create({
      body: {
        completedAt: new Date(lunch.getTime() - 60 * 60_000).toISOString(),
        durationMinutes: 52,
        sets: [
          { exercise: "Back squat", sets: 5, reps: 5, weightKg: 100 },
          { exercise: "Bench press", sets: 5, reps: 5, weightKg: 70 },
        ],
      },
    }),
  );
  await unwrap(life.finance.accounts.create({ body: { name: "Everyday card", type: "credit", currency: "USD" } }));

  say("an hour later the receipt arrives at Robin's private address");
  const [address] = (await unwrap(life.ingest.addresses.list())).data;
  const inbox = address!.address;
  const mail = receiptEmail({ to: inbox, date: lunch, format, totalCents: RECEIPT_CENTS });
  await deliver(cloud, inbox, mail, say);
  await cloud.settled();

  const [draft] = (await unwrap(life.health.meals.list({ params: { query: { source: "draft" } } }))).data;
  const missing: string[] = [];
  if (!draft)
    return {
      ...(await trace(life, missing)),
      missing: [...missing, "a draft meal"],
      insight: undefined,
      mood: undefined,
      changedByRepetition: [],
      dashboard: {},
    };
  say(`LifeOS drafted a meal: ${draft.name}. Robin logs it`);
  await unwrap(life.health.meals.log({ params: { path: { mealId: draft.id } }, body: { calories: 780 } }));
  await cloud.settled();

  const [insight] = (await unwrap(life.cortex.insights.list())).data;
  const [notification] = (await unwrap(life.platform.notifications.list())).data;
  if (!insight || !JSON.stringify(insight.evidence).includes(workout.id))
    missing.push("an insight that names the workout");
  if (insight) say(`insight: ${insight.title}`);
  if (notification) {
    say(`LifeOS asks: ${notification.title} Robin answers 4`);
    await unwrap(
      life.platform.notifications.answer({ params: { path: { notificationId: notification.id } }, body: { value: 4 } }),
    );
    await cloud.settled();
  } else missing.push("a notification");

  const moods = (await unwrap(life.health.brainLogs.list({ params: { query: { metricName: "mood_score" } } }))).data;
  const { hops } = await trace(life, missing);
  const dashboard = await unwrap(life.platform.dashboard.get());

  say("the same e-mail arrives again");
  const before = await counts(life);
  await deliver(cloud, inbox, mail, say);
  await cloud.settled();
  const after = await counts(life);
  const changedByRepetition = Object.keys(after).filter((key) => after[key] !== before[key]);

  return {
    hops,
    missing,
    insight: insight && { title: insight.title, body: insight.body },
    mood: moods[0]?.value,
    changedByRepetition,
    dashboard: { ...dashboard },
  };
}

/** Sends raw mail as a mail service would: signed by the Standard Webhooks scheme, with the envelope's recipient first. */
export async function deliver(
  cloud: Cloud,
  recipient: string,
  mail: Uint8Array,
  say: (line: string) => void = () => {},
): Promise<number> {
  const id = `msg_${randomUUID()}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const key = Buffer.from(cloud.config.EMAIL_WEBHOOK_SECRET!.replace("whsec_", ""), "base64");
  const body = Buffer.concat([Buffer.from(`X-Original-To: ${recipient}\r\n`), mail]);
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const response = await fetch(`${cloud.url}/v1/ingest/webhooks/email`, {
    method: "POST",
    headers: {
      "content-type": "message/rfc822",
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": `v1,${signature}`,
    },
    body,
  });
  say(`  webhook: ${response.status} ${await response.text()}`);
  return response.status;
}

interface TraceNode {
  type: string;
  msSinceCause: number | null;
  msSinceRoot: number;
  effects: TraceNode[];
}

/** The tree of the e-mail's effects, flattened in reading order. Adds to `missing` the links of the chain that it lacks. */
async function trace(life: Life, missing: string[]): Promise<{ hops: Hop[] }> {
  const [received] = (await unwrap(life.platform.events.list({ params: { query: { type: CHAIN[0] } } }))).data;
  if (!received) {
    missing.push(...CHAIN);
    return { hops: [] };
  }
  const { root } = (await unwrap(life.platform.events.trace({ params: { path: { eventId: received.id } } }))) as {
    root: TraceNode;
  };
  const hops: Hop[] = [];
  const walk = ({ effects, ...node }: TraceNode, depth: number) => {
    hops.push({ type: node.type, msSinceCause: node.msSinceCause, msSinceRoot: node.msSinceRoot, depth });
    for (const effect of effects) walk(effect, depth + 1);
  };
  walk(root, 0);
  let at: TraceNode | undefined = root;
  for (const [i, type] of CHAIN.entries()) {
    if (i > 0) at = at?.effects.find((effect) => effect.type === type);
    if (at?.type !== type) missing.push(i === 0 ? type : `${type} caused by ${CHAIN[i - 1]}`);
  }
  return { hops };
}

/** The number of rows of everything that the story creates. */
async function counts(life: Life): Promise<Record<string, number>> {
  const all = { params: { query: { limit: 100 } } };
  const lists = {
    transactions: life.finance.transactions.list(all),
    vendors: life.household.vendors.list(all),
    meals: life.health.meals.list(all),
    insights: life.cortex.insights.list(all),
    notifications: life.platform.notifications.list(all),
    brainLogs: life.health.brainLogs.list(all),
    emails: life.ingest.emails.list(all),
    events: life.platform.events.list(all),
  };
  const sizes = await Promise.all(
    Object.entries(lists).map(async ([name, list]) => [
      name,
      (await unwrap(list as Promise<{ data?: { data: unknown[] }; response: Response }>)).data.length,
    ]),
  );
  return Object.fromEntries(sizes) as Record<string, number>;
}

/** The latest 12:30 UTC, so that the story is about lunch at whatever time it is told. */
function lastLunch(now: Date): Date {
  const lunch = new Date(now);
  lunch.setUTCHours(12, 30, 0, 0);
  if (lunch > now) lunch.setUTCDate(lunch.getUTCDate() - 1);
  return lunch;
}
