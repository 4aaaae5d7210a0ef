import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { toCloudEvent } from "#cloud/cloud-event";
import { crudEvents, type EventRow, event } from "./event.ts";

const row: EventRow = {
  id: "0198f000-0000-7000-8000-000000000001",
  user_id: "0198f000-0000-7000-8000-000000000002",
  actor_id: "0198f000-0000-7000-8000-000000000003",
  event_type: "work.task.completed",
  source: "lifeos/work",
  entity_type: "task",
  entity_id: "0198f000-0000-7000-8000-000000000004",
  action: "completed",
  changed: ["status"],
  payload: { actualMinutes: 5 },
  correlation_id: "0198f000-0000-7000-8000-000000000005",
  causation_id: "0198f000-0000-7000-8000-000000000006",
  platform: "ios",
  client_version: "1.2",
  created_at: "2026-03-02T12:00:00.123456+00:00",
};

describe("a CloudEvent", () => {
  it("is an event row on the wire", () => {
    expect(toCloudEvent(row)).toEqual({
      specversion: "1.0",
      id: row.id,
      source: "lifeos/work",
      type: "work.task.completed",
      time: "2026-03-02T12:00:00.123Z",
      datacontenttype: "application/json",
      subject: row.user_id,
      correlationid: row.correlation_id,
      causationid: row.causation_id,
      data: {
        entityId: row.entity_id,
        entityType: "task",
        action: "completed",
        actorId: row.actor_id,
        changed: ["status"],
        payload: { actualMinutes: 5 },
        metadata: { clientVersion: "1.2", platform: "ios" },
      },
    });
  });

  it("keeps the rules of CloudEvents 1.0 for attributes, whatever the row lacks", () => {
    const missing = fc.record(
      {
        user_id: fc.constant(null),
        actor_id: fc.constant(null),
        entity_id: fc.constant(null),
        causation_id: fc.constant(null),
        platform: fc.constant(null),
        client_version: fc.constant(null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(missing, (absent) => {
        const { data, ...attributes } = toCloudEvent({ ...row, ...absent });
        expect(JSON.parse(JSON.stringify(attributes))).toEqual(attributes);
        for (const [name, value] of Object.entries(attributes)) {
          expect(name).toMatch(/^[a-z0-9]{1,20}$/);
          // An attribute is a non-empty string, or it is left out; null is not among its types.
          expect(value).toEqual(expect.stringMatching(/^[^\0-\x1f\x7f]+$/));
        }
        expect(Object.keys(attributes)).toEqual(expect.arrayContaining(["id", "source", "specversion", "type"]));
        expect(attributes.specversion).toBe("1.0");
        expect(URL.canParse(attributes.source, "https://example.com")).toBe(true);
        expect(attributes.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(data.metadata.platform).toMatch(/\w/);
      }),
    );
  });
});

describe("a declaration", () => {
  it("says in its type which pillar, noun and action it is about", () => {
    const declared = event("work.task.completed", "A task was completed", { minutes: z.int() });
    expect(declared).toMatchObject({
      kind: "event",
      pillar: "work",
      entityType: "task",
      action: "completed",
      summary: "A task was completed",
    });
    expect(Object.keys(declared.schema.shape)).toEqual(["minutes"]);
  });

  it("of a resource makes three; what was deleted tells no values", () => {
    const { created, updated, deleted } = crudEvents("work.life_domain", { name: z.string() });
    expect([created, updated, deleted].map((one) => [one.type, one.summary, Object.keys(one.schema.shape)])).toEqual([
      ["work.life_domain.created", "A life domain was created", ["name"]],
      ["work.life_domain.updated", "A life domain was changed", ["name"]],
      ["work.life_domain.deleted", "A life domain was deleted", []],
    ]);
  });
});
