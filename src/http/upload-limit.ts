/** What is large is held in memory whole while it comes, so only so much of it may come at once. */
import type { ServerResponse } from 'node:http'
import { picturesBusy } from '../modules/photos/index.ts'

/**
 * Gives what counts an upload, to be called before its body is read, with what will answer it.
 * @throws Problem pictures_busy when as many are on their way already
 */
export function createUploadLimit(atOnce: number): (answer: ServerResponse) => void {
  const running = new Set<ServerResponse>()
  return (answer) => {
    if (running.size >= atOnce) throw picturesBusy()
    running.add(answer)
    // One whose sender goes away is never answered, so it has no `finish`.
    for (const event of ['finish', 'close']) answer.once(event, () => running.delete(answer))
  }
}
