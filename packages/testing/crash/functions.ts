/**
 * The workflows of the crash test. Their steps are links of a chain: the value of each is a hash of the previous value and of
 * something random, so that no two executions of a step return the same. The value is written to a file outside of the process
 * before the step returns. When a result is lost, or differs from the one with which the run continued, the chain is broken.
 */

import { createHash, randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import type { GetFunctionInput, Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { inngestFunction } from "#cloud/inngest-workflow";
import { inngestClient } from "#cloud/serve";
import { WorkoutCompleted } from "#core/health/events";
import { tasks } from "#core/work/tasks.sql";
import { insert } from "#kit/change";
import { workflow } from "#kit/workflow";
import type { ServeApp } from "#local/engine/engine";
import type { StepRecord } from "./protocol.ts";

export const APP_ID = "lifeos-crash";
/** Events that start a workflow of the test, or for which one waits. */
export const eventNames = {
  full: "crash/full",
  short: "crash/short",
  contended: "crash/contended",
  reply: "crash/reply",
  told: "crash/told",
} as const;

export interface Link {
  from: string;
  value: string;
}

export interface Surroundings {
  stepsFile: string;
  /** Called when a step's change is committed but the step has not returned. */
  onEffect(): Promise<void>;
  /** Resolves when the parent opens the gate, and rejects when it shuts it. */
  pass(gate: string): Promise<void>;
}

/** Created with the first call, when the configuration names the engine. */
export function crashApp(surroundings: Surroundings): ServeApp {
  let handler: ((request: Request) => Promise<Response>) | undefined;
  return {
    id: APP_ID,
    url: "http://crash.test/api/inngest",
    async fetch(request) {
      if (!handler) {
        const client = inngestClient(APP_ID);
        handler = serve({ client, functions: functionsOf(client, surroundings) });
      }
      return handler(request);
    },
  };
}

type Input = GetFunctionInput<Inngest.Any>;

function functionsOf(client: Inngest.Any, { stepsFile, onEffect, pass }: Surroundings): InngestFunction.Any[] {
  const linksOf = ({ event, runId }: Input) => {
    const chain = String(event.data.chain);
    return (step: string, from: string): Link => {
      const value = digest(`${from} ${randomUUID()}`);
      const record: StepRecord = { run: runId, chain, step, from, value };
      appendFileSync(stepsFile, `${JSON.stringify(record)}\n`);
      return { from, value };
    };
  };

  const leaf = client.createFunction({ id: "leaf", retries: 4, triggers: [] }, async (input: Input) => {
    const link = linksOf(input);
    return input.step.run("leaf", () => link("leaf", String(input.event.data.from)));
  });

  const full = client.createFunction(
    { id: "full", retries: 4, triggers: [{ event: eventNames.full }] },
    async (input: Input) => {
      const { event, step, attempt } = input;
      const link = linksOf(input);
      const { chain } = event.data as { chain: string };
      const begin: Link = await step.run("begin", () => link("begin", chain));
      const sides: Link[] = await Promise.all(
        ["left", "middle", "right"].map((side) => step.run(side, () => link(side, begin.value))),
      );
      await step.sleep("pause", "2s");
      const joined = digest(sides.map(({ value }) => value).join(" "));
      const flaky: Link = await step.run("flaky", () => {
        const made = link("flaky", joined);
        if (attempt === 0) throw new Error("The first try fails, as intended.");
        return made;
      });
      const invoked = (await step.invoke("invoke", { function: leaf, data: { chain, from: flaky.value } })) as Link;
      await step.sendEvent("tell", { id: `told-${chain}`, name: eventNames.told, data: { chain } });
      const ask: Link = await step.run("ask", () => link("ask", invoked.value));
      const reply = await step.waitForEvent("reply", { event: eventNames.reply, match: "data.chain", timeout: "30d" });
      const word = String((reply?.data as { word?: string } | undefined)?.word ?? "none");
      const end: Link = await step.run("end", () => link("end", digest(`${ask.value} ${word}`)));
      const [left, middle, right] = sides;
      return { chain, word, links: { begin, left, middle, right, flaky, invoke: invoked, ask, end } };
    },
  );

  const told = client.createFunction(
    { id: "told", retries: 4, triggers: [{ event: eventNames.told }] },
    async (input: Input) => {
      const link = linksOf(input);
      const { chain } = input.event.data as { chain: string };
      return { chain, links: { told: await input.step.run("told", () => link("told", chain)) } };
    },
  );

  const short = client.createFunction(
    { id: "short", retries: 4, triggers: [{ event: eventNames.short }] },
    async (input: Input) => {
      const link = linksOf(input);
      const { chain } = input.event.data as { chain: string };
      const first: Link = await input.step.run("first", () => link("first", chain));
      const second: Link = await input.step.run("second", () => link("second", first.value));
      const third: Link = await input.step.run("third", () => link("third", second.value));
      return { chain, links: { first, second, third } };
    },
  );

  // Two processes are made to work on the same run; the parent decides where each is, however long that takes: after a call of
  // more than ten seconds, the next step would otherwise go to any free process.
  const contended = client.createFunction(
    { id: "contended", retries: 4, checkpointing: { maxRuntime: 0 }, triggers: [{ event: eventNames.contended }] },
    async (input: Input) => {
      const link = linksOf(input);
      const { chain } = input.event.data as { chain: string };
      const gated = async (step: string, from: string) => {
        await pass(step);
        return link(step, from);
      };
      const first: Link = await input.step.run("first", () => gated("first", chain));
      const second: Link = await input.step.run("second", () => gated("second", first.value));
      return { chain, links: { first, second } };
    },
  );

  // Only the inbox prevents a repeated step from making a second task: its row has no unique key.
  const followUp = workflow("crash.followUp", WorkoutCompleted, {
    summary: "Make a task of every completed workout",
    async handler({ event, step, as }) {
      await step.run("task", async () => {
        const ctx = await as(event.subject!);
        await ctx.db.batch([insert(ctx, tasks, { title: taskTitle(event.data.entityId!) })]);
        await onEffect();
      });
    },
  });

  return [leaf, full, told, short, contended, inngestFunction(client, followUp)];
}

export const taskTitle = (workoutId: string) => `Stretch after ${workoutId}`;

export const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

/** The expected input of each link of a complete chain, from the values of the links before it. */
export function expectedFrom(
  step: string,
  chain: string,
  links: Record<string, Link>,
  word: string | undefined,
): string | undefined {
  const before: Record<string, () => string | undefined> = {
    begin: () => chain,
    first: () => chain,
    told: () => chain,
    left: () => links.begin?.value,
    middle: () => links.begin?.value,
    right: () => links.begin?.value,
    flaky: () => digest(["left", "middle", "right"].map((side) => links[side]?.value).join(" ")),
    invoke: () => links.flaky?.value,
    ask: () => links.invoke?.value,
    end: () => digest(`${links.ask?.value} ${word}`),
    second: () => links.first?.value,
    third: () => links.second?.value,
  };
  return before[step]?.();
}
