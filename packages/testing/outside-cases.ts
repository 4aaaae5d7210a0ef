/**
 * Test cases that are kept outside of this repository, beside the data that CONTRIBUTING names: the setting LIFEOS_DATA locates
 * both.
 */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";

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

interface Answers {
  passed: number;
  differently: string[];
  failed: string[];
}

/**
 * Answers every case of an area as the product reads it, and says how many are as expected. `readDifferently` has cases, by input,
 * that are read otherwise, each with the reason.
 */
export async function answerAll<Expected>(
  area: string,
  answer: (one: OutsideCase<Expected>, bytesOf: (file: string) => Buffer) => unknown | Promise<unknown>,
  isSame: (answer: unknown, expected: Expected) => boolean = (one, expected) => {
    expect(one).toEqual(expected);
    return true;
  },
  readDifferently: Readonly<Record<string, string>> = {},
): Promise<void> {
  const found = outsideCases<Expected>(area);
  if (!found) return;
  const answers: Answers = { passed: 0, differently: [], failed: [] };
  for (const one of found.cases) {
    const line = lineOf(one.input);
    const given = await answer(one, found.bytesOf);
    let isPassed = false;
    try {
      isPassed = isSame(given, one.expected);
    } catch {}
    if (isPassed) answers.passed++;
    else if (readDifferently[line]) answers.differently.push(line);
    else answers.failed.push(`${line} (${one.fault}): ${JSON.stringify(given)}, not ${JSON.stringify(one.expected)}`);
  }
  const differently = answers.differently.map((line) => `; ${line}: ${readDifferently[line]}`).join("");
  console.info(`${area}: ${answers.passed} of ${found.cases.length} cases as expected${differently}`);
  expect(answers.failed).toEqual([]);
}

export const holds = (given: unknown, expected: unknown): boolean => {
  expect(given).toMatchObject(expected as object);
  return true;
};

/** Whether an answer is what is expected; throws what differs. */
export const equal = (given: unknown, expected: unknown): boolean => {
  expect(given).toEqual(expected);
  return true;
};
