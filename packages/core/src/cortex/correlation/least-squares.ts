/** Least squares by an orthonormal basis of the covariates (modified Gram–Schmidt, each column twice). */

export interface Basis extends ReadonlyArray<Float64Array> {
  /** The logarithm of the determinant of X'X, of the columns that are no combination of others. */
  logDeterminant: number;
}

/** A column that others explain but for this share of its length adds nothing: such as a weekday on which there was never a value. */
const LEAST_SHARE = 1e-9;

export function basisOf(columns: readonly Float64Array[]): Basis {
  const basis: Float64Array[] = [];
  let logDeterminant = 0;
  for (const column of columns) {
    const rest = residualsOf(residualsOf(column, basis), basis);
    const length = Math.sqrt(dot(rest, rest));
    if (length <= LEAST_SHARE * Math.sqrt(dot(column, column))) continue;
    logDeterminant += 2 * Math.log(length);
    for (let i = 0; i < rest.length; i++) rest[i]! /= length;
    basis.push(rest);
  }
  return Object.assign(basis, { logDeterminant });
}

/** What the columns of an orthonormal basis do not explain of a series. */
export function residualsOf(series: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = series.slice();
  for (const column of basis) {
    const part = dot(rest, column);
    for (let i = 0; i < rest.length; i++) rest[i]! -= part * column[i]!;
  }
  return rest;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
