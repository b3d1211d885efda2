import { useEditorState } from "../context.tsx";

/** The properties of what is selected. */
export function Inspector() {
  const { selection } = useEditorState();
  return <pre>{JSON.stringify(selection, null, 2)}</pre>;
}
