import { getTableConfig, PgDialect } from "drizzle-orm/pg-core";
import { expect, it } from "vitest";
import { samples } from "./samples.fixture.ts";
import { custom, owned } from "./table.ts";
import { mayChange, tableKind } from "./table-access.ts";

const rendered = (query: unknown) => new PgDialect({ casing: "snake_case" }).sqlToQuery(query as never).sql;

it("gives a table the checks of its enumerated and bounded columns, as drizzle-kit will read them", () => {
  const checks = getTableConfig(samples).checks.map((check) => `${check.name}: ${rendered(check.value)}`);
  expect(checks).toEqual([
    "samples_state_check: state in ('open', 'closed')",
    "samples_priority_check: priority between 0 and 2",
    "samples_count_check: count between 0 and 1000",
    "samples_weight_kg_check: weight_kg >= -1000000 and weight_kg <= 1000000",
  ]);
});

it("gives a table a policy for each thing that may be done with its rows, and no more", () => {
  const commands = (options: object) =>
    getTableConfig(owned("policy_samples", {}, undefined, options)).policies.map((policy) => policy.for);
  expect(commands({})).toEqual(["select", "insert", "update", "delete"]);
  expect(commands({ appendOnly: true })).toEqual(["select", "insert"]);
  expect(commands({ readOnly: true })).toEqual(["select"]);
});

it("knows how rows of a table are reached, and only of tables that it declared", () => {
  expect(tableKind(samples)).toBe("shared");
  expect(() => tableKind({} as never)).toThrow();
});

it("says of who may change a row what the policy says that an UPDATE is held to", () => {
  const rule = { read: () => "true", update: "custom_samples.name = 'mine'" };
  for (const table of [samples, owned("owned_samples", {}), custom("custom_samples", {}, rule)]) {
    const policy = getTableConfig(table).policies.find((one) => one.for === "update")!;
    expect(rendered(mayChange(table))).toBe(`(current_user <> 'lifeos_app' or ${rendered(policy.using)})`);
  }
  expect(rendered(mayChange(custom("fixed_samples", {}, { read: () => "true" })))).toContain("or false");
});
