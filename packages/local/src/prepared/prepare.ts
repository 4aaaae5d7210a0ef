/**
 * Makes what a start needs, in a process of its own: see prepared.ts. With the arguments `<what> <file>` it makes one file;
 * without arguments, as the install runs it, it makes whatever is missing and prints what it does.
 */
import { type Prepared, prepared } from "./prepared.ts";

const make: Record<Prepared, (file: string) => Promise<void>> = {
  template: async (file) => (await import("./template.ts")).makeTemplate(file),
  declarations: async (file) => (await import("./declared.ts")).writeDeclared(file),
};

const [what, file] = process.argv.slice(2);
try {
  if (what === undefined) await makeAll();
  else await make[what as Prepared](file!);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function makeAll(): Promise<void> {
  for (const one of Object.keys(make) as Prepared[])
    await prepared(one, { progress: (step) => console.log(`  ${step}`) });
}
