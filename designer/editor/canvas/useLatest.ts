import { useLayoutEffect, useRef, type RefObject } from "react";

/** The value of the last render, for what lives longer than a render: listeners, and objects that are handed on once. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
