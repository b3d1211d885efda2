import { useEffect } from "react";
import { useWords } from "../words/i18n.ts";

/** The title of the browser's window. */
export function useTitle(title: string): void {
  const { t } = useWords();
  useEffect(() => {
    document.title = `${title} · ${t("shell.brand")}`;
  }, [title, t]);
}
