import { describe, expect, it } from "vitest";
import type { EventDeclaration } from "#kit/event";
import { declaredEvents } from "#testing/declared-events";
import { discoverPillars, together } from "#testing/known-pillars";
import { discover } from "./discover.ts";

/** The events of crud need no consumer, because views read the rows themselves. */
const isCrudEvent = ({ action }: EventDeclaration) => ["created", "updated", "deleted", "restored"].includes(action);

const pillars = await discoverPillars();
/** Reasons why an event has no consumer except the timeline, the dashboard and the audit log, which take all events. */
const nothingFollows = together(pillars, "nothingFollows");
const states = pillars.flatMap((one) => one.states ?? []);
const declared = await declaredEvents();
const { consumers, workflows } = await discover();
const taken = new Set<string>([
  ...consumers.flatMap(({ value }) =>
    Array.isArray(value.on) ? (value.on as EventDeclaration[]).map((one) => one.type) : [],
  ),
  ...workflows.flatMap(({ value }) => value.events),
]);

describe("every event", () => {
  it("has a consumer or workflow, or a reason why not", () => {
    const without = declared.filter((one) => !taken.has(one.type) && !isCrudEvent(one)).map((one) => one.type);
    expect(without.filter((type) => !nothingFollows[type])).toEqual([]);
    expect(
      Object.keys(nothingFollows).filter((type) => !without.includes(type as never)),
      "excuses that nothing needs",
    ).toEqual([]);
  });

  it("is declared once, by its own pillar", () => {
    const types = declared.map((one): string => one.type);
    expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([]);
  });

  it("is named by pillar, noun and past tense, with a summary in a sentence", () => {
    for (const { type, summary } of declared) {
      expect(type).toMatch(/^[a-z]+\.[a-z_]+\.[a-z_]+$/);
      expect(summary, type).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it("has a type that names its entity, spells each noun in one way, and is in the past tense", () => {
    for (const { type, pillar, entityType, action } of declared) {
      expect(type).toBe(`${pillar}.${entityType}.${action}`);
      expect(
        /(?:ed|en|wn|ran|left|found|sent|paid|read|ran_low|done|set)$/.test(action) || states.includes(action),
        `${type} is in the past`,
      ).toBe(true);
    }
    const nouns = [...new Set(declared.map(({ pillar, entityType }) => `${pillar}.${entityType}`))];
    const spelledTwice = nouns.filter((noun) =>
      nouns.some((other) => other !== noun && (other === `${noun}s` || other === `${noun}_item`)),
    );
    expect(spelledTwice).toEqual([]);
  });

  it("with a consumer or workflow is declared", () => {
    expect([...taken].filter((type) => !declared.some((one) => (one.type as string) === type))).toEqual([]);
  });
});
