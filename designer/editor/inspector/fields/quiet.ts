import { createContext } from "react";

/** Inside a list or a record there is less room: labels stand above. */
export const QuietLabels = createContext(false);
