import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type Contract, describeForm } from "./describe-form.ts";

const contract = JSON.parse(readFileSync(new URL("../../contract/openapi.json", import.meta.url), "utf8")) as Contract;

it("knows the fields of an operation's body", () => {
  const { fields } = describeForm(contract, "work.tasks.create");
  expect(fields.title).toMatchObject({ kind: "text", isRequired: true, maxLength: 500 });
  expect(fields.priority).toMatchObject({ kind: "choice" });
  expect(fields.priority!.choices).toEqual(["low", "medium", "high", "critical"]);
  expect(fields.dueDate).toMatchObject({ kind: "day", isNullable: true });
  expect(fields.dueAt).toMatchObject({ kind: "instant", isNullable: true });
  expect(fields.labels).toMatchObject({ kind: "list", of: { kind: "text" } });
});

it("understands the body of every operation that has one", () => {
  const operations = Object.values(contract.paths).flatMap((path) => Object.values(path));
  const withBody = operations.filter(({ requestBody }) => requestBody?.content["application/json"]);
  for (const { operationId } of withBody)
    expect(Object.keys(describeForm(contract, operationId!).fields), operationId).toBeDefined();
  expect(withBody.length).toBeGreaterThan(50);
});

it("ends the build for an operation that the contract does not have, or that takes no body", () => {
  expect(() => describeForm(contract, "work.tasks.invent")).toThrow("no operation work.tasks.invent");
  expect(() => describeForm(contract, "work.tasks.list")).toThrow("takes no body");
});
