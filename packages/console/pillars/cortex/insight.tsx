export default function T() {
  return <h1>t</h1>;
}
