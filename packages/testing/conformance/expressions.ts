/** Expressions: missing keys, the available functions, and expressions that cannot be computed. */
import { expect } from "vitest";
import type { App, Scenario } from "./app.ts";

/** Expressions of triggers, and whether they hold for the event below. */
const expressions: Record<string, [text: string, holds: boolean]> = {
  "missing-not-equal": ["event.data.missing != 'x'", true],
  "missing-equal": ["event.data.missing == 'x'", false],
  "missing-equal-null": ["event.data.missing == null", true],
  "missing-not-null": ["event.data.missing != null", false],
  "missing-less": ["event.data.missing < 5", true],
  "missing-greater": ["event.data.missing > 5", false],
  "less-missing": ["5 < event.data.missing", false],
  "greater-missing": ["5 > event.data.missing", true],
  "missing-size": ["size(event.data.missing) == 0", true],
  "missing-both": ["event.data.missing == event.data.absent", false],
  "missing-deep": ["event.data.missing.deeper.still == null", true],
  "missing-method": ["event.data.missing.contains('x')", false],
  "missing-or": ["event.data.missing == 'x' || event.data.n == 3", true],
  "null-less": ["event.data.nothing < 5", true],
  "null-equal": ["event.data.nothing == null", true],
  "has-missing": ["has(event.data.missing)", false],
  "has-there": ["has(event.data.n)", true],
  lowercase: ["lowercase(event.data.text) == 'abc'", true],
  uppercase: ["uppercase(event.data.text) == 'ABC'", true],
  b64decode: ["b64decode('aGk=') == 'hi'", true],
  date: ["date(event.data.when) < now()", true],
  "date-compared": ["date('2026-01-01') < date(event.data.when)", true],
  "now-plus": ["date(event.data.when) < now_plus('1h')", true],
  "now-minus": ["date(event.data.when) < now_minus('1h')", true],
  "json-parse": ["json_parse('{\"a\": 1}').a == 1", true],
  "number-of-double": ["event.data.n == 3 && event.data.half > 0", true],
  in: ["event.data.text in ['aBc', 'd']", true],
  exists: ["event.data.list.exists(x, x == 2)", true],
  "text-methods": [
    "event.data.text.startsWith('a') && event.data.text.endsWith('c') && event.data.text.contains('B')",
    true,
  ],
  ternary: ["event.data.n > 2 ? true : false", true],
};

const sample = { n: 3, half: 0.5, text: "aBc", nothing: null, list: [1, 2], when: "2026-03-02T12:00:00Z" };

/** Registers a function with this trigger as another app; returns the status. */
const registers = (app: App, text: string) =>
  app.registers([{ id: "with-if", triggers: [{ event: app.event("never"), if: text }] }]);

export const expressionScenarios: Scenario[] = [
  {
    name: "takes a missing key as null, and has the functions that Inngest has",
    functions: ({ inngest, event, note }) =>
      Object.entries(expressions).map(([id, [text]]) =>
        inngest.createFunction({ id: `cel-${id}`, triggers: [{ event: event("cel"), if: text }] }, async () => {
          note("cel", id);
        }),
      ),
    async prove(app) {
      const holding = Object.entries(expressions).flatMap(([id, [, holds]]) => (holds ? [id] : []));
      await app.ended(await app.send("cel", sample), holding.length);
      await app.quiet(2);
      expect(app.noted("cel").toSorted()).toEqual(holding.toSorted());
    },
  },
  {
    name: "refuses a function whose expression uses what Inngest does not have",
    functions: () => [],
    needsNoRun: true,
    async prove(app) {
      expect(await registers(app, "event.data.a == lowercase('X')")).toBeLessThan(300);
      for (const text of [
        "event.data.a.lowerAscii() == 'x'",
        "event.data.a.split(',') == ['x']",
        "event.data.a.replace('a', 'b') == 'x'",
        "event.data.a.trim() == 'x'",
        "unknown(event.data.a)",
        "event.data.a ==",
      ])
        expect([text, (await registers(app, text)) >= 400]).toEqual([text, true]);
    },
  },
  {
    name: "matches a key that is missing on both sides of a wait",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction({ id: "both-missing", triggers: [{ event: event("both-missing") }] }, async ({ step }) => {
        await step.run("ready", () => note("both-missing.ready"));
        const found = await step.waitForEvent("wait", {
          event: event("both-missing.answer"),
          match: "data.order",
          timeout: "1h",
        });
        return (found?.data as { n: number } | undefined)?.n;
      }),
    ],
    async prove(app) {
      const id = await app.send("both-missing", {});
      await app.until("the wait", () => app.noted("both-missing.ready").length > 0);
      await app.insist(
        "the answer",
        () => app.send("both-missing.answer", { n: 1 }),
        () => app.haveEnded(id),
      );
      expect((await app.ended(id))[0]).toMatchObject({ status: "Completed", output: 1 });
    },
  },
  {
    name: "fails a run whose wait has an expression that cannot be computed",
    functions: ({ inngest, event, note }) => [
      inngest.createFunction(
        { id: "wrong-wait", retries: 0, triggers: [{ event: event("wrong-wait") }] },
        async ({ step }) => {
          await step.run("ready", () => note("wrong-wait.ready"));
          const found = await step
            .waitForEvent("wait", { event: event("wrong-wait.answer"), if: "async.data.a ==", timeout: "10s" })
            .catch(() => "caught");
          return found;
        },
      ),
    ],
    async prove(app) {
      const [run] = await app.ended(await app.send("wrong-wait"));
      expect(run!.status).toBe("Failed");
    },
  },
];
