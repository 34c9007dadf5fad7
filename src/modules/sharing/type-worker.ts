/**
 * The thread that sets the text of share images: loading what it takes, and the first text, keep a thread busy for half a
 * second, in which the joins of a drop would wait.
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import satori, { type Font } from 'satori'
import { type Element, height, width } from './layout.ts'

export interface TypeRequest {
  id: number
  element: Element
}

export type TypeAnswer = { id: number; svg: string } | { id: number; error: string }

const files: [name: string, weight: 400 | 500 | 700, file: string][] = [
  ['Young Serif', 400, 'young-serif/files/young-serif-latin-400-normal.woff'],
  ['Young Serif Extended', 400, 'young-serif/files/young-serif-latin-ext-400-normal.woff'],
  ['Jakarta', 500, 'plus-jakarta-sans/files/plus-jakarta-sans-latin-500-normal.woff'],
  ['Jakarta', 700, 'plus-jakarta-sans/files/plus-jakarta-sans-latin-700-normal.woff'],
  ['Jakarta Extended', 500, 'plus-jakarta-sans/files/plus-jakarta-sans-latin-ext-500-normal.woff'],
  ['Jakarta Extended', 700, 'plus-jakarta-sans/files/plus-jakarta-sans-latin-ext-700-normal.woff'],
]

const fonts: Font[] = await Promise.all(
  files.map(async ([name, weight, file]) => ({
    name,
    weight,
    style: 'normal' as const,
    data: await readFile(fileURLToPath(import.meta.resolve(`@fontsource/${file}`))),
  })),
)

parentPort!.on('message', async ({ id, element }: TypeRequest) => {
  let answer: TypeAnswer
  try {
    // Paths and no text: whatever draws them needs no fonts.
    answer = { id, svg: await satori(element as never, { width, height, fonts, embedFont: true }) }
  } catch (error) {
    answer = { id, error: String(error) }
  }
  parentPort!.postMessage(answer)
})
