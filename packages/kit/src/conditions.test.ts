import { describe, expect, it } from "vitest";
import { hasAlready, ifMatch } from "./conditions.ts";

describe("If-Match", () => {
  it.each<[string | undefined, number[] | undefined]>([
    [undefined, undefined],
    ["*", undefined],
    [' "3" ', [3]],
    ['W/"3"', [3]],
    ['"3", W/"14"', [3, 14]],
    ['"someone-else\'s", "3"', [0, 3]],
    ['""', [0]],
    ['"0"', [0]],
    ['"99999999999"', [0]],
  ])("%s names the versions %j", (header, versions) => {
    expect(ifMatch(header)).toEqual(versions);
  });

  it.each(["", "3", '"3', 'w/"3"', "'3'", '"3",', '*, "3"', '"3" "4"', Array(21).fill('"1"').join(",")])(
    "says what it must be when it is no list of ETags: %s",
    (header) => {
      expect(() => ifMatch(header)).toThrow("with its quotes");
    },
  );
});

describe("If-None-Match", () => {
  it.each(['"3"', 'W/"3"', '"1", "3"', '"1",W/"3"', "*", " * "])("%s is met by version 3", (header) => {
    expect(hasAlready(header, '"3"')).toBe(true);
  });

  it.each([undefined, "", '"4"', "3", '"33"', '"3', "**"])("%s is not", (header) => {
    expect(hasAlready(header, '"3"')).toBe(false);
  });

  it("is not met by an answer without an ETag", () => {
    expect(hasAlready("*", undefined)).toBe(false);
  });
});
