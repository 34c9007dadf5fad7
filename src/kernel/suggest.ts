/** The known word that is nearest to a mistyped one, when it is near enough to have been meant. */
export function nearest(
  word: string,
  known: string[],
  /** How far away it may be, in letters. */
  distanceMax = (candidate: string) => Math.max(1, Math.ceil(candidate.length / 3)),
): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: distanceBetween(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  return ranked.find(({ candidate, distance }) => distance <= distanceMax(candidate))?.candidate
}

/** Damerau-Levenshtein (optimal string alignment): insertions, deletions, replacements, swaps of neighbours. */
function distanceBetween(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(replaced, rows[i - 1]![j]! + 1, row[j - 1]! + 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) least = Math.min(least, rows[i - 2]![j - 2]! + 1)
      row.push(least)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}
