/**
 * The monthly costs of a stage, as shown in docs/deploy.md: assumptions about a person, list prices, and the calculation. Change
 * what you know better and run `node scripts/costs.ts`; a test compares the output with the page.
 */

const MILLION = 1e6;
const HOURS = 730;
const SECONDS = HOURS * 3_600;

/** The size of the product: a little more than at present, so that not every new consumer changes the page. */
export const size = { pillars: 14, queues: 99, deadLetterConsumers: 1, serves: 8, scheduledRuns: 250_000 };

/** The use of one active person in a month. Everything below is per month, and for all people unless said otherwise. */
const person = {
  requests: 900,
  events: 400,
  runs: 50,
  stepsOfRun: 5,
  mails: 20,
  mailMb: 0.1,
  rowsMb: 5,
  filesMb: 50,
  filesWritten: 20,
  filesRead: 100,
};

const request = { answerKb: 4, seconds: 0.04, authorizerCalls: 0.2, authorizerSeconds: 0.03, logKb: 1 };
/** Each event is acknowledged and read into the search, in batches of a hundred; some have another consumer, and one in eight starts a workflow. */
const event = { queues: 2.6, invocations: 0.8, requestsOfQueue: 3, seconds: 0.06, kb: 2, logKb: 0.6 };
const step = { seconds: 0.15, gb: 1, logKb: 0.6 };
const FUNCTION_GB = 0.5;
/**
 * The number of functions that are called more than once a second; of each, one call a second and 5 % of the others are traced.
 */
const busyFunctions = (people: number) => (people < 100_000 ? 0 : 60);
/** The average size of Neon's compute over the month. */
const computeUnits = (people: number) => (people < 100 ? 0.25 : people < 100_000 ? 0.5 : 24);

/** Lambda keeps five long polls of 20 seconds open for each queue that it reads. */
const POLLS_OF_QUEUE = (5 * SECONDS) / 20;

interface Line {
  service: string;
  /** The calculation in words. */
  how: string;
  dollars: (people: number) => number;
}

/** The price of what exceeds the free allowance. */
const beyond = (used: number, free: number, price: number): number => Math.max(0, used - free) * price;

export function lines(): Line[] {
  const { pillars, queues, deadLetterConsumers, serves, scheduledRuns: scheduled } = size;
  const polled = queues * (1 + deadLetterConsumers);
  // An alarm on an error rate uses two metrics. Two alarms are about the backups.
  const alarmed = pillars * 3 + serves * 2 + queues * 2 + deadLetterConsumers + 4 + 2;

  const executions = (people: number) => people * person.runs * (1 + person.stepsOfRun);
  const calls = (people: number) => {
    const requests = people * person.requests;
    return {
      requests,
      authorizer: requests * request.authorizerCalls,
      events: people * person.events,
      messages: people * person.events * event.queues,
      consumed: people * person.events * event.invocations,
      executions: executions(people),
    };
  };
  const invocations = (people: number) => {
    const { requests, authorizer, consumed, executions } = calls(people);
    return requests + authorizer + consumed + executions + scheduled;
  };
  const edge = (people: number) => calls(people).requests + executions(people);

  return [
    {
      service: "CloudFront",
      how: "(requests + executions) × $1.00/M beyond 10 M, × $0.10/M for the function beyond 2 M; answers × $0.085/GB beyond 1 TB",
      dollars: (people) =>
        beyond(edge(people), 10 * MILLION, 1 / MILLION) +
        beyond(edge(people), 2 * MILLION, 0.1 / MILLION) +
        beyond((calls(people).requests * request.answerKb) / MILLION, 1_000, 0.085),
    },
    {
      service: "WAF",
      how: "$5 + 2 rules × $1 + (requests + executions) × $0.60/M",
      dollars: (people) => 7 + (edge(people) * 0.6) / MILLION,
    },
    {
      service: "API Gateway",
      how: "requests × $1.00/M to 300 M, × $0.90/M beyond",
      dollars: (people) =>
        (Math.min(calls(people).requests, 300 * MILLION) * 1) / MILLION +
        beyond(calls(people).requests, 300 * MILLION, 0.9 / MILLION),
    },
    {
      service: "Lambda",
      how: "invocations × $0.20/M beyond 1 M; seconds × GB × $0.0000133334 beyond 400,000",
      dollars: (people) => {
        const { requests, authorizer, consumed, executions } = calls(people);
        const gbSeconds =
          FUNCTION_GB *
            (requests * request.seconds +
              authorizer * request.authorizerSeconds +
              consumed * event.seconds +
              scheduled * event.seconds) +
          executions * step.seconds * step.gb;
        return beyond(invocations(people), MILLION, 0.2 / MILLION) + beyond(gbSeconds, 400_000, 0.0000133334);
      },
    },
    {
      service: "EventBridge and Scheduler",
      how: `events × ($1.00/M + ${event.kb} KB × $0.10/GB archived); ${scheduled.toLocaleString("en")} runs by the clock are free`,
      dollars: (people) => (calls(people).events * 1) / MILLION + ((calls(people).events * event.kb) / MILLION) * 0.1,
    },
    {
      service: "SQS",
      how: `(events × ${event.queues} queues × ${event.requestsOfQueue} + ${polled} polled queues × ${Math.round(POLLS_OF_QUEUE).toLocaleString("en")} polls) × $0.40/M beyond 1 M`,
      dollars: (people) =>
        beyond(calls(people).messages * event.requestsOfQueue + polled * POLLS_OF_QUEUE, MILLION, 0.4 / MILLION),
    },
    {
      service: "CloudWatch and X-Ray",
      how: `${alarmed} alarmed metrics × $0.10 beyond 10, dashboard $3; logs × $0.50/GB beyond 5 GB; traces × $5/M beyond 100,000`,
      dollars: (people) => {
        const { requests, consumed, executions } = calls(people);
        const logGb =
          (requests * request.logKb + consumed * event.logKb + (executions + scheduled) * step.logKb) / MILLION;
        const traced = busyFunctions(people)
          ? invocations(people) * 0.05 + busyFunctions(people) * SECONDS
          : invocations(people);
        return beyond(alarmed, 10, 0.1) + 3 + beyond(logGb, 5, 0.5) + beyond(traced, 100_000, 5 / MILLION);
      },
    },
    {
      service: "Secrets Manager",
      how: "2 documents × $0.40; a cold start in a hundred invocations × $0.05/10,000",
      dollars: (people) => 0.8 + (invocations(people) * 0.01 * 0.05) / 10_000,
    },
    {
      service: "S3 (mail)",
      how: "mails × 2 writes × $5.00/M; 4 months of them × $0.023/GB",
      dollars: (people) =>
        (people * person.mails * 2 * 5) / MILLION + ((people * person.mails * person.mailMb * 4) / 1_000) * 0.023,
    },
    {
      service: "Neon",
      how: "average compute × 730 h × $0.106 (Scale, $0.222, for a million people); rows × $0.35/GB; a fifth of them as history × $0.20/GB; answers × $0.10/GB beyond 100 GB",
      dollars: (people) => {
        const rowsGb = (people * person.rowsMb) / 1_000;
        const answersGb = (calls(people).requests * request.answerKb + calls(people).consumed * event.kb) / MILLION;
        return (
          computeUnits(people) * HOURS * (people < 100_000 ? 0.106 : 0.222) +
          rowsGb * 0.35 +
          rowsGb * 0.2 * 0.2 +
          beyond(answersGb, 100, 0.1)
        );
      },
    },
    {
      service: "R2",
      how: "files + 22 backups of a fifth of the rows × $0.015/GB beyond 10 GB; writes × $4.50/M beyond 1 M; reads × $0.36/M beyond 10 M",
      dollars: (people) => {
        const gb = (people * person.filesMb) / 1_000 + (22 * (people * person.rowsMb)) / 1_000 / 5;
        return (
          beyond(gb, 10, 0.015) +
          beyond(people * person.filesWritten, MILLION, 4.5 / MILLION) +
          beyond(people * person.filesRead, 10 * MILLION, 0.36 / MILLION)
        );
      },
    },
    {
      service: "Inngest",
      how: "free to 50,000 executions and 500,000 events; $99 with 1 M and 5 M; × $50/M beyond (see below)",
      dollars: (people) =>
        executions(people) <= 50_000 && people * person.runs <= 500_000
          ? 0
          : 99 + beyond(executions(people), MILLION, 50 / MILLION),
    },
  ];
}

const SIZES = [1, 1_000, 1_000_000];

/** The table of docs/deploy.md. */
export function table(): string {
  const money = (dollars: number) =>
    `$${dollars.toLocaleString("en", dollars < 100 ? { minimumFractionDigits: 2, maximumFractionDigits: 2 } : { maximumFractionDigits: 0 })}`;
  const rows = lines().map(({ service, how, dollars }) => [service, how, ...SIZES.map((n) => money(dollars(n)))]);
  const sum = (people: number) => lines().reduce((total, { dollars }) => total + dollars(people), 0);
  return [
    ["", "", ...SIZES.map((n) => `${n.toLocaleString("en")} ${n === 1 ? "person" : "people"}`)],
    ["---", "---", "---:", "---:", "---:"],
    ...rows,
    ["**in all**", "", ...SIZES.map((n) => `**${money(sum(n))}**`)],
    ["a person", "", ...SIZES.map((n) => money(sum(n) / n))],
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

if (import.meta.main) console.log(table());
