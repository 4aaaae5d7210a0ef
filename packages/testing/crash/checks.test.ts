import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { slow } from "#testing/slow";
import { check, type Rule, rules } from "./checks.ts";
import { createClients, emptyLedger, type Ledger } from "./clients.ts";
import { openFleet } from "./fleet.ts";
import { inPlace } from "./places.ts";
import { seeded } from "./random.ts";
import { testSources } from "./sources.ts";
import { settle } from "./storm.ts";

const id = randomUUID();

/** For each rule, damage to a correct state that violates it: a statement, or a change of the ledger. */
const harm: Record<Rule, string | ((ledger: Ledger) => void)> = {
  refused: (ledger) => ledger.refusals.push("POST /v1/health/meals: 409"),
  rows: (ledger) => ledger.workouts.add(id),
  events: `insert into events (user_id, actor_id, event_type, source, action, entity_id)
    select user_id, actor_id, event_type, source, action, entity_id from events where event_type = 'health.workout.completed'`,
  outbox: `insert into outbox (event_id) values ('${id}')`,
  seen: "delete from workflow.event where name = 'health.meal.logged'",
  phantom: `insert into workflow.event (id, name, payload, received_at) values ('${id}', 'health.meal.logged', '{}', now())`,
  effects: "update tasks set title = 'another'",
  runs: "delete from workflow.run where function_id like '%crash.followUp'",
  finished: "update workflow.run set status = 'failed' where function_id like '%short'",
  steps: `update workflow.step set result = '{"data":{"from":"elsewhere","value":"another"}}' where name = 'second'`,
  dead: `insert into dead_letters (source, event_id, message_id, payload) values ('health.logMood', '${id}', '${id}', '{}')`,
};

slow("notices each violation of a rule, and none in a correct state", () =>
  inPlace("pglite", testSources, async (place) => {
    const fleet = await openFleet(place, 1);
    try {
      const ledger = emptyLedger();
      const clients = createClients(fleet, seeded(1), ledger);
      const evidence = { ledger, stepsFile: fleet.stepsFile, query: <Row>(text: string) => fleet.query<Row>(text) };
      const violations = async () => (await check(evidence)).violations;
      fleet.start(0);
      await clients.mealAfter(await clients.workout());
      await Promise.all([clients.chain("short"), clients.mail()]);
      await settle(fleet, clients);
      let before = await violations();
      expect(before).toEqual([]);

      for (const rule of Object.keys(rules) as Rule[]) {
        const does = harm[rule];
        if (typeof does === "string") await fleet.query(does);
        else does(ledger);
        const after = await violations();
        // One damage may violate more than one rule, so only new violations count.
        const known = new Set(before.map(({ detail }) => detail));
        expect(after.filter(({ detail }) => !known.has(detail)).map((one) => one.rule)).toContain(rule);
        before = after;
      }
    } finally {
      await fleet.close();
    }
  }),
);
