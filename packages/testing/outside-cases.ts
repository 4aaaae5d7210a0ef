/**
 * Test cases that are kept outside of this repository, beside the data that CONTRIBUTING names: the setting LIFEOS_DATA locates
 * both.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export interface OutsideCase<Expected = unknown, Input = string> {
  /** A line, after the name of its file; or the name of a file beside the list. */
  input: Input;
  /** The fault for which the case was written. */
  fault: string;
  expected: Expected;
}

export interface OutsideCases<Expected, Input> {
  cases: OutsideCase<Expected, Input>[];
  /** The bytes of a file beside the list. */
  bytesOf(file: string): Buffer;
}

const projectRoot = path.resolve(import.meta.dirname, "../..");

/** The cases of an area; undefined, with a note, when there are none. */
export function outsideCases<Expected = unknown, Input = string>(
  area: string,
): OutsideCases<Expected, Input> | undefined {
  const folder = path.resolve(projectRoot, process.env.LIFEOS_DATA ?? "../shared/data", "../cases", area);
  const list = path.join(folder, "cases.json");
  if (!existsSync(list)) {
    console.info(`No cases at ${folder}: nothing was measured.`);
    return undefined;
  }
  return {
    cases: JSON.parse(readFileSync(list, "utf8")),
    bytesOf: (file) => readFileSync(path.join(folder, file)),
  };
}

/** The line itself, without the file's name: “lines.txt: 1 c oat milk”. */
export const lineOf = (input: string): string => input.replace(/^[\w-]+\.txt: /, "");
