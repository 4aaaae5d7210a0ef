/**
 * Small inputs with what is expected of them, kept outside of the project beside the data that CONTRIBUTING names: one setting,
 * LIFEOS_DATA, says where both are.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

export interface OutsideCase<Expected = unknown, Input = string> {
  /** A line, behind the file that it is from; or a file beside the list. */
  input: Input;
  /** What was wrong when the case was written. */
  fault: string;
  expected: Expected;
}

export interface OutsideCases<Expected, Input> {
  cases: OutsideCase<Expected, Input>[];
  /** A file beside the list, in bytes. */
  bytesOf(file: string): Buffer;
}

const projectRoot = path.resolve(import.meta.dirname, "../..");

/** The cases of an area; undefined, with a note, where there are none. */
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

/** What a case says behind the file that it is from: “lines.txt: 1 c oat milk”. */
export const lineOf = (input: string): string => input.replace(/^[\w-]+\.txt: /, "");
