import { expect, it } from "vitest";
import { flag, oneOf, several, text, valuesOf } from "./url.ts";

const parameters = { show: oneOf("open", "done"), q: text(), add: flag(), labels: several() };
const read = (search: string) => valuesOf(parameters, new URLSearchParams(search));

it("reads what stands in an address", () => {
  expect(read("show=done&q=milk&add=yes&labels=a,b")).toEqual({
    show: "done",
    q: "milk",
    add: true,
    labels: ["a", "b"],
  });
});

it("takes what is usual for what is missing or wrong", () => {
  expect(read("")).toEqual({ show: "open", q: undefined, add: false, labels: [] });
  expect(read("show=everything&add=1")).toEqual({ show: "open", q: undefined, add: false, labels: [] });
});
