/**
 * A cache of so many entries that takes the memory of those that it has. With `max` lru-cache takes the memory of all at once: a node
 * that has just started would spend a tenth of a second and ten megabytes on caches in which there is nothing.
 */
export function atMost(entries: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: entries, sizeCalculation: () => 1 }
}
