/** What the tests of the medical record share: a medication, the doses of a day, and what reads of it are recorded. */
import { expect } from "vitest";
import { DayEnded } from "#core/rhythm/events";
import { day } from "#functions/health/doses";
import { create, get } from "#functions/health/medications";
import { emit } from "#kit/change";
import type { Consumer } from "#kit/consumer";
import type { EventDeclaration } from "#kit/event";
import type { Harness, Person } from "#testing/harness";

export function medical(life: () => Harness) {
  const deliver = async (consumer: Consumer, events: Parameters<Harness["deliver"]>[1]) => {
    const failed = await life().deliver(consumer, events);
    const why = life().logs.filter(({ message }) => message === "consumer failed");
    expect(failed, JSON.stringify(why.at(-1))).toEqual([]);
  };
  return {
    deliver,

    /** Enters a medication that is due at eight in the morning and in the evening, unless told otherwise; returns its id. */
    async medication(as: Person, given: object = {}): Promise<string> {
      const body = { name: "Levothyroxine", schedule: { times: ["08:00", "20:00"] }, ...given };
      const made = await life().call(create, { as, body });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      return made.body.id;
    },

    medicationOf: async (as: Person, medicationId: string) =>
      (await life().call(get, { as, params: { medicationId } })).body,

    /** Day, time and state of the doses of a day, in order. */
    async states(as: Person, of?: string): Promise<string[]> {
      const { status, body } = await life().call(day, { as, query: of === undefined ? {} : { day: of } });
      expect(status, JSON.stringify(body)).toBe(200);
      return body.doses.map((one: Record<string, string>) => `${one.day} ${one.time} ${one.state}`);
    },

    /** The events of a type about a person, or about one row. */
    told: (as: Person, event: EventDeclaration, entityId?: string) =>
      life()
        .events(event)
        .filter(({ subject, data }) => subject === as.userId && (!entityId || data.entityId === entityId)),

    /** Ends a day at noon of the next, and delivers that twice. */
    async ended(as: Person, ofDay: string, ...consumers: Consumer[]) {
      life().setNow(new Date(Date.parse(`${ofDay}T12:00:00Z`) + 86_400_000));
      const payload = { day: ofDay, timezone: "UTC" };
      await life()
        .as(as)
        .db.batch([emit(life().as(as), DayEnded, { entityId: as.userId, owner: as.userId, payload })]);
      const event = life().events(DayEnded).at(-1)!;
      for (const consumer of consumers) for (let i = 0; i < 2; i++) await deliver(consumer, [event]);
    },

    /** The reads of a table that are in a person's audit log, in order. */
    looks: (as: Person, table: string) =>
      life().database.query<{
        actor_id: string;
        entity_id: string | null;
        details: { count?: number; ids?: string[] };
      }>(
        "select actor_id, entity_id, details from audit_logs where user_id = $1 and action = 'encrypted.read' and entity_type = $2 order by id",
        [as.userId, table],
      ),
  };
}
