/** The rules match the same events as the local bus, for every event of the product. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { discover } from "#contract/discover.ts";
import type { EventDeclaration } from "#kit/event";
import { checkPattern, type EventPattern, matchesPattern } from "#local/bus/pattern";
import type { EventBridgeEvent } from "#local/bus/wire";
import { manifest, stacksOf } from "./templates.fixture.ts";

const core = path.resolve(import.meta.dirname, "../packages/core/src");

async function eventTypes(): Promise<string[]> {
  const files = readdirSync(core, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|[/\\])events\.ts$/.test(file),
  );
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(path.join(core, file)).href)));
  const isEvent = (value: unknown): value is EventDeclaration => (value as EventDeclaration | null)?.kind === "event";
  return modules
    .flatMap((module) => Object.values(module as Record<string, object>))
    .flatMap((value) =>
      isEvent(value) ? [value] : typeof value === "object" ? Object.values(value ?? {}).filter(isEvent) : [],
    )
    .map(({ type }) => type);
}

const envelope = (source: string, detailType: string, detail: Record<string, unknown> = {}): EventBridgeEvent => ({
  version: "0",
  id: "00000000-0000-4000-8000-000000000001",
  "detail-type": detailType,
  source,
  account: "123456789012",
  time: "2026-03-02T12:00:00Z",
  region: "eu-central-1",
  resources: [],
  detail,
});

const { of, stage } = stacksOf("prod");
const rules = manifest.consumers.flatMap((consumer) => {
  if (consumer.pattern === null) return [];
  const name = `lifeos-${stage.name}-${consumer.id.replaceAll(".", "-")}`;
  const { properties } = of("AWS::Events::Rule").find((one) => one.properties.Name === name)!;
  return [{ consumer, onBus: properties.EventBusName, pattern: properties.EventPattern as EventPattern }];
});
const types = await eventTypes();

describe("the rule of a consumer", () => {
  it("can be read by the local bus", () => {
    for (const { consumer, pattern } of rules) expect(() => checkPattern(pattern, consumer.id)).not.toThrow();
  });

  it("matches what the local bus would deliver, and nothing else, of all existing events", () => {
    expect(types.length).toBeGreaterThan(30);
    let delivered = 0;
    for (const type of types) {
      const event = envelope(`lifeos/${type.split(".")[0]}`, type);
      for (const { consumer, pattern, onBus } of rules) {
        const here = onBus === `lifeos-${stage.name}` && matchesPattern(pattern, event);
        expect([consumer.id, type, here]).toEqual([
          consumer.id,
          type,
          matchesPattern(consumer.pattern as EventPattern, event),
        ]);
        if (here) delivered++;
      }
    }
    // The relay gets every event, and some have further consumers.
    expect(delivered).toBeGreaterThan(types.length);
  });

  it("matches for the workflows only the events that start one, that one waits for, or that cancel one", async () => {
    const { pattern } = rules.find(({ consumer }) => consumer.id === "platform.forward")!;
    const handed = types.filter((type) => matchesPattern(pattern, envelope(`lifeos/${type.split(".")[0]}`, type)));
    const declared = (await discover()).serves.flatMap(({ value }) => value.workflows);
    const wanted = declared.flatMap(({ on, waitsFor, cancelledBy }) => [
      ...on.flatMap((trigger) => ("cron" in trigger ? [] : [trigger.type])),
      ...waitsFor,
      ...cancelledBy.map(({ event }) => event.type),
    ]);
    expect(handed.toSorted()).toEqual([...new Set(wanted)].toSorted());
  });

  it("matches every event that a consumer names", () => {
    const named = rules.flatMap(({ pattern }) => (pattern.source ? [] : (pattern["detail-type"] as string[])));
    expect(named.filter((type) => !types.includes(type))).toEqual([]);
  });

  it("matches objects of this stage's mail bucket on the default bus, and no other bucket's", () => {
    const ofAws = rules.filter(({ onBus }) => onBus === undefined);
    expect(ofAws.map(({ consumer }) => consumer.id)).toEqual(["ingest.receiveObject"]);
    const created = (bucket: unknown, key = "incoming/a.eml") =>
      envelope("aws.s3", "Object Created", { bucket: { name: bucket }, object: { key } });
    const [{ pattern }] = ofAws as [(typeof ofAws)[number]];
    const [bucket] = of("AWS::S3::Bucket");
    expect(matchesPattern(pattern, created(bucket!.properties.BucketName))).toBe(true);
    expect(matchesPattern(pattern, created("lifeos-other-mail-123456789012-eu-central-1"))).toBe(false);
    // Objects that LifeOS itself stores there are excluded.
    for (const key of ["raw/0198f000-0000-7000-8000-000000000001/a.eml", "incoming", "a/incoming/a.eml"])
      expect(matchesPattern(pattern, created(bucket!.properties.BucketName, key)), key).toBe(false);
    expect(matchesPattern(pattern, envelope("aws.s3", "Object Deleted"))).toBe(false);
  });
});
