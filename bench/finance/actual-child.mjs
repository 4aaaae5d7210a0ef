// Imports files with Actual's own importer into a budget of its own, in a process of its own, as Actual does on a machine without a server.
// Arguments: the folder in which @actual-app/api is installed, a folder for its data, and a JSON file with what is to be done.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [installed, dataDir, job] = process.argv.slice(2);
const api = createRequire(path.join(installed, "package.json"))("@actual-app/api");
const { files, categories, rules } = JSON.parse(readFileSync(job, "utf8"));

// It says on the console what it does.
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
console.log = () => {};
console.info = () => {};

const { send } = await api.init({ dataDir });
let account;
await api.runImport("Bench", async () => {
  account = await api.createAccount({ name: "Checking", offbudget: false }, 0);
  const group_id = await api.createCategoryGroup({ name: "All" });
  const ids = new Map();
  for (const name of categories) ids.set(name, await api.createCategory({ name, group_id }));
  for (const { operator, value, category, payee } of rules)
    await api.createRule({
      stage: null,
      conditionsOp: "and",
      conditions: [{ field: "imported_payee", op: operator, value }],
      actions: [
        ...(category ? [{ op: "set", field: "category", value: ids.get(category) }] : []),
        ...(payee ? [{ op: "set", field: "payee_name", value: payee }] : []),
      ],
    });
});
for (const { file, rows } of files) {
  const started = performance.now();
  const { errors, transactions } = await send("transactions-parse-file", {
    filepath: file,
    options: { delimiter: ",", hasHeaderRow: true },
  });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  const given = transactions.map(({ Date: date, Payee: payee, Description: notes, Amount: amount }) => ({
    account,
    date,
    payee_name: payee,
    imported_payee: payee,
    notes,
    amount: Math.round(Number(amount) * 100),
  }));
  const result = await api.importTransactions(account, given);
  if (result.errors.length > 0) throw new Error(JSON.stringify(result.errors.slice(0, 3)));
  say({ rows, ms: performance.now() - started, added: result.added.length, updated: result.updated.length });
}
await api.shutdown();
process.exit(0);
