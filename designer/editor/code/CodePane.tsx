import { useSelected } from "../context.tsx";

/** The procedure as JSON text. */
export default function CodePane() {
  const definition = useSelected((state) => state.document.definition);
  return <pre>{JSON.stringify(definition, null, 2)}</pre>;
}
