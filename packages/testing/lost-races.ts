/** Two people change a row at the same moment. For tests that the second one is told the present state, and not that the row is not theirs. */
import { expect, it } from "vitest";
import type { Endpoint } from "#kit/endpoint";
import { eventually } from "#testing/eventually";
import type { Answer, Harness, Person } from "#testing/harness";

export interface People {
  anna: Person;
  ben: Person;
}

/** A request of ben's that reads a row before somebody else changes it, and changes it afterwards. */
export interface Race {
  /** Makes a row of anna's that ben may change, and returns its id. */
  row: (life: Harness, both: People) => Promise<string>;
  /** The statement of the change that comes first, with the id as its parameter. */
  winner: string;
  verb: Endpoint;
  /** The name of the row's id in the path. */
  parameter: string;
  body?: object;
  said: [status: number, detail: string];
}

export const GONE: Race["said"] = [404, "There is no such thing"];

/** A test for each race. `life` is on a server, because PGlite has one connection. */
export function testRaces(life: () => Harness, races: Record<string, Race>): void {
  it.each(Object.entries(races))(
    "whoever %s at the same moment",
    async (_, { row, winner, verb, parameter, body, said }) => {
      const both = await people(life());
      const id = await row(life(), both);
      const { status, body: answer } = await secondTo(life(), winner, id, () =>
        life().call(verb, { as: both.ben, params: { [parameter]: id }, body }),
      );
      expect([status, answer.detail]).toEqual(said);
    },
  );
}

/** Two members of one household. */
export async function people(life: Harness): Promise<People> {
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  await life.join(anna, ben);
  return { anna, ben };
}

/** Lets ben change a row of anna's, and returns its id. */
export async function granted(life: Harness, { anna, ben }: People, entityType: string, id: string): Promise<string> {
  await life.database.query(
    "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ($1, $2, $3, $4, 'collaborator')",
    [entityType, id, anna.userId, ben.userId],
  );
  return id;
}

/** The id of the row that the endpoint creates. */
export const idOfNew = async (life: Harness, as: Person, create: Endpoint, body: object): Promise<string> =>
  (await life.call(create, { as, body })).body.id;

/** The answer to a request that read the row before `winner` changed it. */
export async function secondTo(life: Harness, winner: string, id: string, ask: () => Promise<Answer>): Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  await life.database.transaction(async (tx) => {
    await tx.query(winner, [id]);
    asked = ask();
    await eventually(() => someoneWaits(life));
  });
  return asked!;
}

/** The answer to a request whose change finds the row as it was before `winner`, and which then finds out why nothing was changed. */
export async function afterMissing(
  life: Harness,
  winner: string,
  id: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const { run } = life.transport;
  let hasFailed = false;
  const changed = Promise.withResolvers<void>();
  life.transport.run = async (statements) => {
    const at = statements.findIndex(({ text }) => text.startsWith("with changed as (update")) + 1;
    if (at === 0) return run(statements);
    life.transport.run = run;
    const waiting = { text: "select pg_advisory_xact_lock(14)", params: [] };
    try {
      return (await run([...statements.slice(0, at), waiting, ...statements.slice(at)])).toSpliced(at, 1);
    } catch (error) {
      hasFailed = true;
      await changed.promise;
      throw error;
    }
  };
  let asked: Promise<Answer> | undefined;
  try {
    await life.database.transaction(async (tx) => {
      await tx.query("select pg_advisory_xact_lock(14)");
      asked = ask();
      await eventually(() => (hasFailed ? undefined : someoneWaits(life)));
      await life.database.query(winner, [id]);
    });
    changed.resolve();
    return await asked!;
  } finally {
    life.transport.run = run;
  }
}

async function someoneWaits(life: Harness): Promise<void> {
  const waiting = await life.database.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  expect(waiting).toHaveLength(1);
}
