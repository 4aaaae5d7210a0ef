/**
 * Every event of the story, as it went over the bus, is checked against CloudEvents 1.0 (https://github.com/cloudevents/spec,
 * v1.0.2: required and optional attributes, their types and names, the JSON format) and against LifeOS's own extensions.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, pgliteDb } from "#testing/database";
import { type Cloud, startCloud } from "../cloud.ts";
import { CHAIN, tellStory } from "../story.ts";
import type { EventBridgeEvent } from "./wire.ts";

const attributes = ["specversion", "id", "source", "type", "datacontenttype", "dataschema", "subject", "time"];
const extensions = ["correlationid", "causationid"];
/** RFC 3986's characters of a URI reference. */
const uriReference = /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})+$/i;
const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
/** RFC 2046: type, subtype, parameters. */
const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|"[^"]*"))*$/;
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
// Control characters, noncharacters and lone surrogates may not be in a String.
const forbidden = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const maxBytes = 64 * 1024;

/** The rules of the JSON format that a value breaks. */
function broken(event: Record<string, unknown>): string[] {
  const faults: string[] = [];
  const rule = (holds: boolean, text: string) => void (holds || faults.push(text));
  const { data, ...context } = event;
  for (const [name, value] of Object.entries(context)) {
    rule(/^[a-z0-9]{1,20}$/.test(name), `${name}: a name is 1 to 20 lower-case letters and digits`);
    rule(typeof value === "string" && value !== "" && !forbidden.test(value), `${name}: a String that is not empty`);
  }
  const text = (name: string) => (typeof context[name] === "string" ? (context[name] as string) : undefined);
  rule(text("specversion") === "1.0", "specversion: 1.0");
  for (const name of ["id", "source", "type"]) rule(text(name) !== undefined, `${name}: required`);
  rule(uriReference.test(text("source") ?? ""), "source: a URI reference");
  rule(context.time === undefined || isTime(text("time") ?? ""), "time: RFC 3339");
  rule(
    context.datacontenttype === undefined || mediaType.test(text("datacontenttype") ?? ""),
    "datacontenttype: RFC 2046",
  );
  rule(!("data_base64" in event), "data_base64: not beside data");
  rule(Buffer.byteLength(JSON.stringify(event)) <= maxBytes, "64 KB at most");
  // LifeOS's own extensions.
  const unknown = Object.keys(context).filter((name) => ![...attributes, ...extensions].includes(name));
  rule(unknown.length === 0, `unknown extensions: ${unknown.join(", ")}`);
  for (const name of ["id", ...extensions])
    rule(context[name] === undefined || uuid.test(text(name) ?? ""), `${name}: a UUID`);
  rule(context.correlationid !== undefined, "correlationid: required");
  const [, pillar] = /^lifeos\/([a-z]+)$/.exec(text("source") ?? "") ?? [];
  rule(
    new RegExp(`^${pillar}\\.[a-z_]+\\.[a-z_]+$`).test(text("type") ?? ""),
    "type: <pillar of source>.<noun>.<what happened>",
  );
  rule(typeof data === "object" && data !== null, "data: an object");
  return faults;
}

const isTime = (text: string) => rfc3339.test(text) && !Number.isNaN(Date.parse(text));

describe("events on the bus", () => {
  let database: OpenDatabase;
  let cloud: Cloud;
  const dataDir = mkdtempSync(path.join(tmpdir(), "lifeos-cloudevents-"));
  const sent: EventBridgeEvent[] = [];

  beforeAll(async () => {
    database = await pgliteDb();
    cloud = await startCloud({ dataDir, port: 0, database, log: () => {} });
    // Everything that enters a queue is copied here: messages themselves are deleted once they are delivered.
    await database.database.exec(`create table seen (body text);
      create function see() returns trigger language plpgsql as $$ begin insert into seen values (new.body); return new; end $$;
      create trigger see after insert on cloud.queue_message for each row execute function see();`);
    await tellStory(cloud, { format: "html" });
    const rows = await database.database.query<{ body: string }>("select body from seen");
    sent.push(...rows.map(({ body }) => JSON.parse(body) as EventBridgeEvent));
  });
  afterAll(async () => {
    await cloud.stop();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const events = () => sent.filter(({ source }) => source.startsWith("lifeos/"));

  it("are CloudEvents 1.0, each of them, with LifeOS's two extensions and nothing else", () => {
    expect([...new Set(events().map((event) => event["detail-type"]))]).toEqual(expect.arrayContaining(CHAIN));
    expect(events().flatMap(({ detail }) => broken(detail).map((rule) => `${String(detail.type)}: ${rule}`))).toEqual(
      [],
    );
  });

  it("have the same source and type in the envelope of the bus, which rules match", () => {
    for (const { detail, ...envelope } of events()) {
      expect([envelope.source, envelope["detail-type"]]).toEqual([detail.source, detail.type]);
      expect(Date.parse(envelope.time)).toBe(Math.floor(Date.parse(detail.time as string) / 1000) * 1000);
    }
  });

  it("are identical whenever their source and id are", () => {
    const known = new Map<string, unknown>();
    for (const { detail } of events()) {
      const key = `${String(detail.source)} ${String(detail.id)}`;
      expect(detail).toEqual(known.get(key) ?? detail);
      known.set(key, detail);
    }
    expect(known.size).toBeGreaterThanOrEqual(CHAIN.length);
  });

  it("would be noticed if they were no CloudEvents", () => {
    const [{ detail }] = events() as [EventBridgeEvent];
    const wrong: [string, Record<string, unknown>][] = [
      ["specversion", { ...detail, specversion: "0.3" }],
      ["id", { ...detail, id: "" }],
      ["source", { ...detail, source: "life os" }],
      ["type", { ...detail, type: undefined }],
      ["subject", { ...detail, subject: null }],
      ["time", { ...detail, time: "2026-03-01 10:11:12.345+00" }],
      ["datacontenttype", { ...detail, datacontenttype: "json" }],
      ["causationId", { ...detail, causationId: detail.id }],
      ["correlationid", { ...detail, correlationid: undefined }],
      ["64 KB", { ...detail, data: { text: "x".repeat(maxBytes) } }],
    ];
    for (const [rule, event] of wrong) expect(broken(event).join("; ")).toContain(rule);
  });
});
