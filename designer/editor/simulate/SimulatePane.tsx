/** A case of the draft, tried out on the engine itself. */
export default function SimulatePane() {
  return null;
}
