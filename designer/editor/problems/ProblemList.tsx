import { useWords } from "../../words/i18n.ts";
import { useEditing } from "../context.tsx";

/** What is wrong with the document, each line leading to its place. */
export function ProblemList() {
  const { problems } = useEditing();
  const { say } = useWords();
  return (
    <ul>
      {problems.map((problem) => (
        <li key={`${problem.code} ${problem.file} ${problem.path} ${problem.message.en}`}>
          {say(problem.message)}
        </li>
      ))}
    </ul>
  );
}
