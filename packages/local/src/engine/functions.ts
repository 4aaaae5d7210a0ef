/**
 * The functions that the apps declare, in the form that the engine works with. What the engine cannot do is refused when
 * functions are registered, with a sentence that names the function and the feature.
 */
import { Cron } from "croner";
import { type ExpressionLog, matches, mayMatch, problemOf } from "./cel.ts";
import { durationMs } from "./duration.ts";
import type { ConcurrencyConfig, FunctionConfig, ServeApp } from "./protocol.ts";

export interface WorkflowFunction {
  id: string;
  name: string;
  app: ServeApp;
  /** The serve URL with `fnId`, without `stepId`. */
  url: string;
  maxAttempts: number;
  triggers: { event: string; expression?: string }[];
  crons: string[];
  cancel: { event: string; expression?: string; timeout?: string }[];
  concurrency: (ConcurrencyConfig & { scope: "fn" | "env" | "account" })[];
  idempotency?: string;
  rateLimit?: FunctionConfig["rateLimit"];
  throttle?: FunctionConfig["throttle"];
  debounce?: FunctionConfig["debounce"];
  batch?: FunctionConfig["batchEvents"];
  priority?: string;
  singleton?: FunctionConfig["singleton"];
  startTimeout?: string;
  finishTimeout?: string;
}

export interface Registry {
  get(id: string): WorkflowFunction | undefined;
  all(): WorkflowFunction[];
  /** Functions that an event starts. */
  startedBy(event: { name: string; data?: unknown }, log?: ExpressionLog): WorkflowFunction[];
  /** Whether a trigger or a cancelOn names the event. */
  listens(eventName: string): boolean;
}

export class UnsupportedFunctionError extends Error {}

const defaultRetries = 4;
const knownKeys = new Set([
  ...["id", "name", "triggers", "steps", "cancel", "concurrency", "idempotency", "rateLimit", "throttle"],
  ...["debounce", "batchEvents", "priority", "singleton", "timeouts"],
]);

/** Throws an UnsupportedFunctionError for the first function that the engine cannot run as declared. */
export function createRegistry(declared: { app: ServeApp; config: FunctionConfig }[]): Registry {
  const functions = new Map<string, WorkflowFunction>();
  for (const { app, config } of declared) {
    if (functions.has(config.id)) throw new UnsupportedFunctionError(`Function "${config.id}" is declared twice.`);
    functions.set(config.id, readFunction(app, config));
  }
  const byEvent = new Map<string, WorkflowFunction[]>();
  const wildcards: { prefix: string; fn: WorkflowFunction }[] = [];
  const cancelling = new Set<string>();
  for (const fn of functions.values()) {
    for (const cancel of fn.cancel) cancelling.add(cancel.event);
    for (const { event } of fn.triggers) {
      if (event.endsWith("*")) wildcards.push({ prefix: event.slice(0, -1), fn });
      else byEvent.set(event, [...(byEvent.get(event) ?? []), fn]);
    }
  }
  return {
    get: (id) => functions.get(id),
    all: () => [...functions.values()],
    listens: (name) => byEvent.has(name) || cancelling.has(name) || wildcards.some((w) => name.startsWith(w.prefix)),
    startedBy(event, log) {
      const named = byEvent.get(event.name) ?? [];
      const candidates = new Set([
        ...named,
        ...wildcards.filter((w) => event.name.startsWith(w.prefix)).map((w) => w.fn),
      ]);
      return [...candidates].filter((fn) =>
        fn.triggers.some((t) => nameMatches(t.event, event.name) && matches(t.expression, { event }, log)),
      );
    },
  };
}

function nameMatches(pattern: string, name: string): boolean {
  return pattern === name || (pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1)));
}

function readFunction(app: ServeApp, config: FunctionConfig): WorkflowFunction {
  const refuse = (feature: string): never => {
    throw new UnsupportedFunctionError(
      `Function "${config.id}" uses ${feature}, which the embedded engine does not support.`,
    );
  };
  const broken = (what: string): never => {
    throw new UnsupportedFunctionError(`Function "${config.id}" has ${what}.`);
  };
  const expression = (where: string, text: string | undefined) => {
    const problem = text && problemOf(text);
    if (problem) broken(`an expression in ${where} that ${problem}`);
    return text || undefined;
  };
  // A real server would redeliver the event of a trigger that can never match for ever.
  const condition = (text: string | undefined) => {
    const checked = expression("a trigger's `if`", text);
    if (checked && !mayMatch(checked))
      broken(`an expression in a trigger's \`if\` that is neither true nor false: ${checked}`);
    return checked;
  };
  const duration = (where: string, text: string) => {
    if (durationMs(text) === undefined) broken(`"${text}" in ${where}, which is no duration`);
    return text;
  };
  for (const [key, value] of Object.entries(config)) {
    if (value !== undefined && value !== null && !knownKeys.has(key)) refuse(`\`${key}\``);
  }
  const stepNames = Object.keys(config.steps);
  if (stepNames.length !== 1 || !config.steps.step) refuse("more than one entry step");
  const step = config.steps.step!;
  if (step.runtime.type === "ws") refuse("`connect` (WebSocket workers)");
  const url = new URL(step.runtime.url);
  url.searchParams.delete("stepId");

  const crons: string[] = [];
  const triggers: WorkflowFunction["triggers"] = [];
  for (const trigger of config.triggers) {
    if (trigger.jitter) refuse("`jitter` of a cron trigger");
    if (trigger.cron) {
      try {
        nextCron(trigger.cron, new Date(0));
      } catch (error) {
        broken(`a cron trigger "${trigger.cron}" that cannot be parsed: ${(error as Error).message}`);
      }
      crons.push(trigger.cron);
    } else if (trigger.event?.startsWith("inngest/deferred.")) refuse("`createDefer`");
    else if (trigger.event) {
      triggers.push({ event: trigger.event, expression: condition(trigger.expression) });
    }
  }
  for (const name of ["rateLimit", "throttle", "debounce"] as const) {
    if (config[name]) duration(`\`${name}\``, config[name].period);
    expression(`the key of \`${name}\``, config[name]?.key);
  }
  if (config.debounce?.timeout) duration("`debounce`", config.debounce.timeout);
  if (config.batchEvents) duration("`batchEvents`", config.batchEvents.timeout);
  if (config.timeouts?.start) duration("`timeouts`", config.timeouts.start);
  if (config.timeouts?.finish) duration("`timeouts`", config.timeouts.finish);
  expression("the key of `batchEvents`", config.batchEvents?.key);
  expression("`batchEvents`", config.batchEvents?.if);
  expression("the key of `singleton`", config.singleton?.key);

  return {
    id: config.id,
    name: config.name ?? config.id,
    app,
    url: url.href,
    maxAttempts: (step.retries?.attempts ?? defaultRetries) + 1,
    triggers,
    crons,
    cancel: (config.cancel ?? []).map((c) => ({
      event: c.event,
      expression: expression("`cancelOn`", c.if),
      timeout: c.timeout,
    })),
    concurrency: readConcurrency(config.concurrency, (key) => expression("the key of `concurrency`", key)),
    idempotency: expression("`idempotency`", config.idempotency),
    rateLimit: config.rateLimit,
    throttle: config.throttle,
    debounce: config.debounce,
    batch: config.batchEvents,
    priority: expression("`priority`", config.priority?.run),
    singleton: config.singleton,
    startTimeout: config.timeouts?.start,
    finishTimeout: config.timeouts?.finish,
  };
}

function readConcurrency(config: FunctionConfig["concurrency"], check: (key?: string) => string | undefined) {
  const list = config === undefined || config === null ? [] : Array.isArray(config) ? config : [config];
  return list
    .map((entry) => (typeof entry === "number" ? { limit: entry } : entry))
    .filter((entry: ConcurrencyConfig) => entry.limit > 0)
    .map((entry: ConcurrencyConfig) => ({ ...entry, key: check(entry.key), scope: entry.scope ?? ("fn" as const) }));
}

/** The first moment after `after` that a cron expression names; `TZ=Europe/Berlin 0 9 * * *` sets its time zone. */
export function nextCron(expression: string, after: Date): Date | null {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(expression.trim());
  const cron = new Cron(zoned ? zoned[2]! : expression.trim(), { timezone: zoned?.[1] ?? "UTC", paused: true });
  return cron.nextRun(after);
}
