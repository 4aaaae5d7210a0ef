/**
 * The clients of the crash test: people, a mail provider, and a program that starts workflows. Each request is repeated under the
 * same key until it is acknowledged, and only then written to the ledger.
 */
import { createHmac, randomUUID } from "node:crypto";
import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { receiptEmail } from "#testing/mail";
import { delay, type Fleet, WorkerEnded } from "./fleet.ts";
import { eventNames } from "./functions.ts";
import type { StepRecord } from "./protocol.ts";
import type { Random } from "./random.ts";

/** What was acknowledged, kept outside of the processes that are killed. */
export interface Ledger {
  workouts: Set<string>;
  /** Meals by the id of the workout before them. */
  meals: Map<string, string>;
  /** Answered notifications with their moods. */
  answers: Map<string, number>;
  /** Draft meals that were logged. */
  confirmed: Set<string>;
  /** Message-IDs. */
  mails: Set<string>;
  chains: Map<string, { kind: ChainKind; eventId: string }>;
  poisons: Set<string>;
  /** Unexpected answers to requests of these clients. */
  refusals: string[];
  requests: number;
  /** The number of requests that were repeated, because there was no answer or no acknowledgement. */
  retries: number;
}

export type ChainKind = "full" | "short" | "contended";

export const emptyLedger = (): Ledger => ({
  ...{ workouts: new Set(), meals: new Map(), answers: new Map(), confirmed: new Set(), mails: new Set() },
  ...{ chains: new Map(), poisons: new Set(), refusals: [], requests: 0, retries: 0 },
});

export interface Clients {
  /** Runs one of the stories at random; resolves when all of it was acknowledged. */
  story(): Promise<void>;
  workout(): Promise<{ workoutId: string; completedAt: string; user: string }>;
  mealAfter(workout: { workoutId: string; completedAt: string; user: string }): Promise<void>;
  mail(): Promise<void>;
  chain(kind: ChainKind): Promise<string>;
  poison(): Promise<void>;
  /** Answers questions and logs drafts; returns their number. */
  readOn(): Promise<number>;
  /** Answers the workflows that wait for a reply. */
  reply(): Promise<void>;
}

const WORKOUT_EVERY_HOURS = 5;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const REQUEST_TIMEOUT_MS = 30_000;
const PATIENCE_MS = 600_000;
const merchants = ["Green Fork Kitchen", "Harbor Noodle House"];

export function createClients(fleet: Fleet, random: Random, ledger: Ledger): Clients {
  const startedAt = fleet.now().getTime();
  const runId = randomUUID().slice(0, 8);
  const tokens = new Map<string, Promise<string>>();
  const inboxes = new Map<string, Promise<string>>();
  const athletes = ["ada", "ben", "cleo"].map((name) => `${name}-${runId}`);
  const diners = ["dora", "emil"].map((name) => `${name}-${runId}`);
  const follow = follower(fleet.stepsFile);
  let workouts = 0;
  let mails = 0;
  let chains = 0;
  let replies = 0;

  const once = <T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>) => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };

  /** Repeats a request until any process acknowledges it. */
  async function send<T>(
    what: string,
    make: (at: { url: string; inngestUrl: string }) => Promise<Request>,
  ): Promise<T> {
    ledger.requests += 1;
    const end = Date.now() + PATIENCE_MS;
    let last = "no process";
    for (let attempt = 0; ; attempt++) {
      if (attempt > 0) ledger.retries += 1;
      if (Date.now() > end) throw new Error(`${what} was not acknowledged within ${PATIENCE_MS / 1000} s: ${last}`);
      const request = await make(await fleet.any());
      try {
        const response = await fetch(request, { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
        const text = await response.text();
        if (response.ok) return JSON.parse(text) as T;
        last = `${response.status} ${text.slice(0, 300)}`;
        if (response.status < 500 && response.status !== 429) {
          ledger.refusals.push(`${what}: ${response.status} ${text.slice(0, 300)}`);
          throw new Refused(what);
        }
      } catch (error) {
        if (error instanceof Refused) throw error;
        last = String((error as Error).cause ?? error);
      }
      await delay(random.whole(10, 40));
    }
  }

  const tokenOf = (user: string) => once(tokens, user, () => fleet.services.token(user));

  async function api<T>(user: string, method: string, path: string, body?: object, key?: string): Promise<T> {
    const authorization = `Bearer ${await tokenOf(user)}`;
    return send<T>(`${method} ${path}`, async ({ url }) => {
      const headers = {
        authorization,
        ...(body && { "content-type": "application/json" }),
        ...(key && { "idempotency-key": key }),
      };
      return new Request(`${url}${path}`, { method, headers, body: body && JSON.stringify(body) });
    });
  }

  async function workout() {
    const n = workouts++;
    const user = athletes[n % athletes.length]!;
    const hoursAgo = Math.floor(n / athletes.length + 1) * WORKOUT_EVERY_HOURS;
    const completedAt = new Date(startedAt - hoursAgo * HOUR_MS).toISOString();
    const sets = [{ exercise: "Back squat", sets: 5, reps: 5, weightKg: 60 + (n % 40) }];
    const body = { completedAt, durationMinutes: 30 + (n % 60), sets };
    const { id } = await api<{ id: string }>(
      ...([user, "POST", "/v1/health/completed-workouts", body, `workout-${n}`] as const),
    );
    ledger.workouts.add(id);
    return { workoutId: id, completedAt, user };
  }

  async function mealAfter({ workoutId, completedAt, user }: Awaited<ReturnType<typeof workout>>) {
    const eatenAt = new Date(Date.parse(completedAt) + HOUR_MS).toISOString();
    const body = { name: "Burrito bowl", eatenAt, calories: 780 };
    const { id } = await api<{ id: string }>(user, "POST", "/v1/health/meals", body, `meal-${workoutId}`);
    ledger.meals.set(workoutId, id);
  }

  const inboxOf = (user: string) =>
    once(inboxes, user, async () => {
      const { data } = await api<{ data: { address: string }[] }>(user, "GET", "/v1/ingest/addresses");
      return data[0]!.address;
    });

  async function mail() {
    const n = mails++;
    const to = await inboxOf(diners[n % diners.length]!);
    // Lunches of the last two months, all at different minutes.
    const noon = Math.floor(startedAt / DAY_MS) * DAY_MS + DAY_MS / 2;
    const date = new Date(noon - ((n % 60) + 1) * DAY_MS + (Math.floor(n / 60) % 170) * 60_000);
    const messageId = `<receipt-${n}-${runId}@crash.test>`;
    const merchant = merchants[Math.floor(n / diners.length) % merchants.length];
    const raw = Buffer.from(receiptEmail({ to, merchant, date, messageId, format: "html" }));
    const deliveryId = `msg_${randomUUID()}`;
    const secret = Buffer.from(fleet.services.webhookSecret.replace("whsec_", ""), "base64");
    await send("a receipt", async ({ url }) => {
      const timestamp = Math.floor(fleet.now().getTime() / 1000);
      const signature = createHmac("sha256", secret).update(`${deliveryId}.${timestamp}.`).update(raw).digest("base64");
      const headers = {
        "content-type": "message/rfc822",
        "webhook-id": deliveryId,
        "webhook-timestamp": String(timestamp),
        "webhook-signature": `v1,${signature}`,
      };
      return new Request(`${url}/v1/ingest/webhooks/email`, { method: "POST", headers, body: raw });
    });
    ledger.mails.add(messageId);
  }

  const inngest = (what: string, event: { id: string; name: string; data: object }) =>
    send(what, async ({ inngestUrl }) => {
      const body = JSON.stringify([{ ...event, ts: fleet.now().getTime() }]);
      const headers = { "content-type": "application/json" };
      return new Request(new URL("/e/local", inngestUrl), { method: "POST", headers, body });
    });

  async function chain(kind: ChainKind): Promise<string> {
    const name = `${kind}-${chains++}-${runId}`;
    await inngest(`a workflow (${kind})`, { id: `start-${name}`, name: eventNames[kind], data: { chain: name } });
    ledger.chains.set(name, { kind, eventId: `start-${name}` });
    return name;
  }

  async function answerAll(user: string): Promise<number> {
    const { data } = await api<{ data: { id: string; answeredAt: string | null }[] }>(
      ...([user, "GET", "/v1/platform/notifications?readAt[null]=true&limit=100"] as const),
    );
    await inTurn(data, async ({ id }) => {
      const value = (Number.parseInt(id.slice(-2), 16) % 5) + 1;
      const path = `/v1/platform/notifications/${id}/answer`;
      await api(user, "POST", path, { value }, `answer-${id}`);
      ledger.answers.set(id, value);
    });
    return data.length;
  }

  async function confirmAll(user: string): Promise<number> {
    const { data } = await api<{ data: { id: string }[] }>(user, "GET", "/v1/health/meals?source=draft&limit=100");
    await inTurn(data, async ({ id }) => {
      await api(user, "POST", `/v1/health/meals/${id}/log`, { calories: 640 }, `confirm-${id}`);
      ledger.confirmed.add(id);
    });
    return data.length;
  }

  return {
    ...{ workout, mealAfter, mail, chain },
    async story() {
      const dice = random.next();
      if (dice < 0.4) await forgiving(async () => mealAfter(await workout()));
      else if (dice < 0.65) await forgiving(() => chain("short"));
      else if (dice < 0.85) await forgiving(() => chain("full"));
      else await forgiving(mail);
    },
    async poison() {
      const eventId = randomUUID();
      ledger.poisons.add(eventId);
      for (;;) {
        const { worker } = await fleet.any();
        try {
          return await worker.poison(eventId);
        } catch (error) {
          if (!(error instanceof WorkerEnded)) throw error;
        }
      }
    },
    async readOn() {
      const counts = [...athletes.map(answerAll), ...diners.map(confirmAll)];
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },
    async reply() {
      for (const name of follow())
        await inngest("a reply", {
          id: `reply-${name}-${replies++}`,
          name: eventNames.reply,
          data: { chain: name, word: wordFor(name) },
        });
    },
  };
}

class Refused extends Error {}

/** A refusal is in the ledger; other requests go on. */
async function forgiving(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

/** A few at a time, as people do. */
async function inTurn<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...list];
  const lane = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
      const next = one;
      await forgiving(() => work(next));
    }
  };
  await Promise.all([lane(), lane()]);
}

/** The reply to a chain, different for each, so that a reply to the wrong chain is noticed. */
export const wordFor = (chain: string) => `word for ${chain}`;

/**
 * Reads what was added to the steps' file, and replies to the chains that have asked and not continued: an event that comes
 * before a run waits for it is lost on every Inngest server, so the reply is repeated until it was received.
 */
function follower(file: string): () => string[] {
  const asking = new Set<string>();
  const done = new Set<string>();
  const read = tail(file);
  return () => {
    for (const { chain, step } of read()) {
      if (step === "ask" && !done.has(chain)) asking.add(chain);
      if (step === "end") {
        done.add(chain);
        asking.delete(chain);
      }
    }
    return [...asking];
  };
}

/** The records added since the last call. Each was written at once, so a kill does not cut it in half. */
function tail(file: string): () => StepRecord[] {
  let offset = 0;
  let rest = "";
  return () => {
    if (!existsSync(file)) return [];
    const handle = openSync(file, "r");
    const buffer = Buffer.alloc(1 << 16);
    try {
      for (;;) {
        const size = readSync(handle, buffer, 0, buffer.length, offset);
        if (size === 0) break;
        offset += size;
        rest += buffer.toString("utf8", 0, size);
      }
    } finally {
      closeSync(handle);
    }
    const lines = rest.split("\n");
    rest = lines.pop()!;
    return lines.map((line) => JSON.parse(line) as StepRecord);
  };
}
