import { expect, it } from "vitest";
import { decimalMark, readMinorUnits, readNumber, writeMinorUnits } from "./numbers.ts";

it.each([
  ["12,5", ",", 12.5],
  ["12.5", ",", 12.5],
  ["12,5", ".", 12.5],
  ["1.234,56", ",", 1234.56],
  ["1,234.56", ",", 1234.56],
  ["1.234", ",", 1234],
  ["1,234", ".", 1234],
  ["1,234", ",", 1.234],
  ["0.125", ",", 0.125],
  ["1.234.567", ",", 1234567],
  ["1 234,5", ",", 1234.5],
  ["1’234.5", ".", 1234.5],
  ["−3,5", ",", -3.5],
  [",5", ",", 0.5],
  ["-,5", ",", -0.5],
  ["١٢٫٥", ".", 12.5],
  ["12,", ",", 12],
])("reads %s with the decimal mark %s", (text, mark, value) => expect(readNumber(text, mark)).toBe(value));

it.each(["", "abc", "1,23,456", "12-3", "--1", "1e5", "€5", "9".repeat(400)])("refuses %s", (text) =>
  expect(readNumber(text, ",")).toBeUndefined(),
);

it("keeps money exact", () => {
  expect(readMinorUnits("19,80", 2, ",")).toBe(1980);
  expect(readMinorUnits("0.29", 2, ",")).toBe(29);
  expect(readMinorUnits("1.005", 2, ".")).toBeUndefined();
  expect(readMinorUnits("500", 0, ",")).toBe(500);
  expect(readMinorUnits("12,345", 3, ",")).toBe(12345);
  expect(writeMinorUnits(-5, 2, ",")).toBe("-0,05");
  expect(writeMinorUnits(1980, 2, ".")).toBe("19.80");
  expect(writeMinorUnits(500, 0, ",")).toBe("500");
});

it("knows the decimal mark of a locale", () => {
  expect(decimalMark("de-DE")).toBe(",");
  expect(decimalMark("en-GB")).toBe(".");
});
