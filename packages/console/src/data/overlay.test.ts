import { describe, expect, it } from "vitest";
import { lay, mapRows, withPatches } from "./overlay.ts";

const task = { id: "1", title: "Milk", status: "pending" };
const page = { data: [task, { id: "2", title: "Bread", status: "pending" }], nextCursor: null };

describe("what was changed and not confirmed", () => {
  it("shows wherever an answer holds the row, and is gone when it is lifted", () => {
    const lift = lay("1", { fields: { status: "completed" } });
    expect(withPatches(page).data.map(({ status }) => status)).toEqual(["completed", "pending"]);
    expect(withPatches({ due: { tasks: [task] } }).due.tasks[0]!.status).toBe("completed");
    lift();
    expect(withPatches(page)).toBe(page);
  });

  it("adds no field that an answer does not have, and keeps what it does not touch as it was", () => {
    const lift = lay("1", { fields: { description: "two litres" } });
    expect(withPatches(page)).toBe(page);
    lift();
    const other = lay("1", { fields: { title: "Oat milk" } });
    expect(withPatches(page).data[1]).toBe(page.data[1]);
    other();
  });

  it("leaves out what was deleted, and of two changes of one row shows both", () => {
    const lifts = [lay("1", { fields: { title: "Oat milk" } }), lay("1", { fields: { status: "completed" } })];
    expect(withPatches(task)).toEqual({ id: "1", title: "Oat milk", status: "completed" });
    const removal = lay("1", { isRemoved: true });
    expect(withPatches(page).data.map(({ id }) => id)).toEqual(["2"]);
    for (const lift of [...lifts, removal]) lift();
    expect(withPatches(page)).toBe(page);
  });

  it("does not follow an answer that is nested without end", () => {
    const deep: { inner?: object } = {};
    deep.inner = { inner: { inner: { inner: { inner: { inner: { inner: { inner: { id: "1" } } } } } } } };
    expect(() => mapRows(deep, (row) => ({ ...row, seen: true }))).not.toThrow();
  });
});
