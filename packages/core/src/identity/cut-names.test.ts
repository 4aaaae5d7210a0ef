/** Long names of people and households are not cut in the middle of a character. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, it } from "vitest";
import { speakAsService } from "#cloud/speak";
import * as Announce from "#core/identity/announce";
import { HouseholdJoined } from "#core/identity/events";
import { provision } from "#core/identity/provision";
import type { CloudEvent } from "#kit/event";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { expectWholeCharacters, longName, longNameOf200 } from "#testing/long-names";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

it("of a person and their household", async () => {
  await fc.assert(
    fc.asyncProperty(longName, async (given) => {
      const { id } = await provision(speakAsService("webhook").ctx, { subject: randomUUID(), name: given });
      const names = `select u.name, h.name as household from users u join households h on h.created_by = u.id where u.id = $1`;
      await expectWholeCharacters(life, names, [id]);
    }),
    { numRuns: 20 },
  );
});

it("of a new member in the notification of a household", async () => {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  await fc.assert(
    fc.asyncProperty(longNameOf200, longNameOf200, async (person, household) => {
      await life.database.query("update users set name = $1 where id = $2", [person, ben.userId]);
      await life.database.query("update households set name = $1 where id = $2", [household, anna.householdId]);
      const event = {
        id: randomUUID(),
        type: HouseholdJoined.type,
        subject: ben.userId,
        correlationid: randomUUID(),
        data: { entityId: anna.householdId, actorId: ben.userId },
      } as unknown as CloudEvent;
      await Announce.member(speakAsService("workflow").ctx, event);
      await expectWholeCharacters(life, "select title from notifications where source_event_id = $1", [event.id]);
    }),
    { numRuns: 20 },
  );
});
