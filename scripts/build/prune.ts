/**
 * Removes what a bundle does not need from a source file, before esbuild reads it. Type checks, tests and migrations use the
 * unchanged source.
 *
 * - Top-level values are marked as pure, so that unused ones are dropped: declarations have no effects, which esbuild cannot know
 *   of `text(200).notNull()` or `const { list } = crud(…)`.
 * - Tables lose what only migrations read: references, and declarations about the table as a whole (indexes, policies, checks). A
 *   reference names another table, and through it the bundle would include every table of the product.
 * - Endpoints and streams lose what only the contract reads: examples, problems, descriptions, the schemas of answers and events.
 */
import ts from "typescript";

const DESCRIPTIVE = new Set(["summary", "description", "example", "problems", "returns", "events"]);

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The source of `file` as it is bundled, still in TypeScript. */
export function prune(file: string, source: string): string {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
  const declaresTables = file.endsWith(".sql.ts") || file.endsWith("/kit/src/table.ts");
  const edits: Edit[] = [];
  for (const statement of tree.statements) {
    trim(statement);
    if (ts.isVariableStatement(statement)) markPure(statement);
  }
  return applied(source, edits);

  function trim(node: ts.Node): void {
    if (ts.isCallExpression(node)) {
      if (declaresTables) withoutMigrations(node);
      if (ts.isIdentifier(node.expression) && /^(endpoint|stream)$/.test(node.expression.text))
        withoutDescriptions(node);
    }
    ts.forEachChild(node, trim);
  }

  function withoutMigrations(call: ts.CallExpression): void {
    const { expression } = call;
    if (ts.isPropertyAccessExpression(expression) && expression.name.text === "references")
      replace(expression.expression.end, call.end, "");
    for (const argument of call.arguments)
      if (ts.isArrowFunction(argument) && ts.isArrayLiteralExpression(bodyOf(argument)))
        replace(argument.getStart(tree), argument.end, "undefined");
  }

  function withoutDescriptions(call: ts.CallExpression): void {
    const properties = call.arguments.filter(ts.isObjectLiteralExpression).flatMap((spec) => [...spec.properties]);
    for (const property of properties)
      if (property.name && ts.isIdentifier(property.name) && DESCRIPTIVE.has(property.name.text))
        replace(property.getStart(tree), property.end, `${property.name.text}: undefined as never`);
  }

  function markPure(statement: ts.VariableStatement): void {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || isPlain(initializer)) continue;
      if (ts.isIdentifier(name)) {
        replace(initializer.getStart(tree), initializer.getStart(tree), "/* @__PURE__ */ (() => (");
        replace(initializer.end, initializer.end, "))()");
      } else if (ts.isObjectBindingPattern(name) && statement.declarationList.declarations.length === 1) {
        takeApart(statement, name, initializer);
      }
    }
  }

  /**
   * Splits `export const { list, get: one } = crud(…)` into one constant for each name, so that each can be dropped separately.
   */
  function takeApart(statement: ts.VariableStatement, pattern: ts.ObjectBindingPattern, initializer: ts.Expression) {
    const whole = `declared${initializer.pos}`;
    const isExported = statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
    const parts = pattern.elements.map(({ name, propertyName = name }) => {
      const [local, key] = [name.getText(tree), propertyName.getText(tree)];
      return `${isExported ? "export " : ""}const ${local} = /* @__PURE__ */ (() => ${whole}.${key})();`;
    });
    replace(statement.getStart(tree), initializer.getStart(tree), `const ${whole} = /* @__PURE__ */ (() => (`);
    replace(initializer.end, statement.end, `))(); ${parts.join(" ")}`);
  }

  function replace(start: number, end: number, text: string): void {
    edits.push({ start, end, text });
  }
}

const bodyOf = ({ body }: ts.ArrowFunction): ts.Node => (ts.isParenthesizedExpression(body) ? body.expression : body);

/** Whether esbuild itself recognizes that an expression has no effects. */
const isPlain = (node: ts.Expression) =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isIdentifier(node) || ts.isLiteralExpression(node);

function applied(source: string, edits: Edit[]): string {
  let text = "";
  let at = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start || a.end - b.end)) {
    // Skips edits within a part that is replaced.
    if (edit.start < at) continue;
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}
