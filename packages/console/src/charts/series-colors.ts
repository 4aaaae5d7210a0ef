/** Canvas takes colours, not tokens; `light-dark()` is resolved by asking an element. */
export function colorsOf(root: HTMLElement) {
  const probe = document.createElement("span");
  root.append(probe);
  const found = new Map<string, string>();
  const read = (name: string) => {
    if (name === "--sans") return getComputedStyle(root).getPropertyValue(name);
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  for (const name of [
    "--sans",
    "--ink",
    "--ink-2",
    "--ink-3",
    "--line",
    "--line-strong",
    "--accent",
    "--danger",
    "--warn",
    "--work",
    "--calendar",
    "--rhythm",
    "--health",
    "--household",
    "--finance",
    "--knowledge",
    "--people",
    "--cortex",
    "--system",
  ]) {
    found.set(name, read(name));
  }
  probe.remove();
  return (name: string) => found.get(name) ?? found.get("--ink-2")!;
}

export function faded(color: string, share: number) {
  return color.replace(/^rgb\((.*)\)$/, `rgba($1, ${share})`);
}
