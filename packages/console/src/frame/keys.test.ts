import { expect, it } from "vitest";
import { doubledKeys, type KeyState, type Press, press } from "./keys.ts";

const plain: Press = { key: "", hasModifier: false, isComposing: false, isInField: false, isInDialog: false, at: 0 };

function typed(...presses: Partial<Press>[]) {
  let state: KeyState = {};
  return presses.map((one) => {
    const result = press(state, { ...plain, ...one });
    state = result.state;
    return result.meant;
  });
}

it("knows single keys", () => {
  expect(typed({ key: "/" }, { key: "n" }, { key: "?" }, { key: "z" })).toEqual(["/", "n", "?", "z"]);
});

it("waits for the letter after g, but not for long", () => {
  expect(typed({ key: "g", at: 0 }, { key: "t", at: 900 })).toEqual([undefined, "g t"]);
  expect(typed({ key: "g", at: 0 }, { key: "t", at: 5_000 })).toEqual([undefined, "t"]);
  expect(typed({ key: "g" }, { key: "Escape" }, { key: "t" })).toEqual([undefined, undefined, "t"]);
  expect(typed({ key: "g" }, { key: "Shift" }, { key: "T" })).toEqual([undefined, undefined, "g T"]);
});

it.each<Partial<Press>>([{ isComposing: true }, { isInField: true }, { isInDialog: true }, { hasModifier: true }])(
  "leaves keys alone where they mean something else: %o",
  (where) => {
    expect(typed({ key: "n", ...where })).toEqual([undefined]);
    expect(typed({ key: "g" }, { key: "t", ...where }, { key: "t" })).toEqual([undefined, undefined, "t"]);
  },
);

it("finds keys that two commands have", () => {
  expect(doubledKeys([{ id: "a", keys: "n" }, { id: "b" }, { id: "c", keys: "g n" }])).toEqual([]);
  expect(
    doubledKeys([
      { id: "a", keys: "n" },
      { id: "b", keys: "n" },
    ]),
  ).toEqual(["n: a and b"]);
});
