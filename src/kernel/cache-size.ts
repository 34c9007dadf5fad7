/**
 * A cache of so many entries that takes the memory of those that it has. With `max` lru-cache takes the memory of all at once: a node
 * that starts would spend some 50 ms on caches in which there is nothing (200,000 entries: 16 ms).
 */
export function atMost(entries: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: entries, sizeCalculation: () => 1 }
}
