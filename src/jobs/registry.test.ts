import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineJob, type Job, type JobContext } from './definition.ts'
import { jobs, tickers } from './registry.ts'

it('lists what each file in definitions defines', async () => {
  const files = readdirSync(new URL('./definitions', import.meta.url)).map((file) => file.replace(/\.ts$/, ''))
  const listed = [...jobs, ...tickers]
  expect(listed.map(({ name }) => name).sort()).toEqual(files.sort())
  for (const file of files) {
    const defined = (await import(`./definitions/${file}.ts`)) as Record<string, Job>
    expect(listed, file).toContain(defined[file])
  }
})

it('parses what a job is given when it is sent, and when it is worked on', async () => {
  const got: unknown[] = []
  const mail = defineJob({
    ...jobs[0]!,
    payload: z.object({ to: z.email(), times: z.number().default(1) }),
    handler: () => async (payload) => void got.push(payload),
  })
  expect(mail.check({ to: 'rani@sambatan.test', times: 2 })).toEqual({ to: 'rani@sambatan.test', times: 2 })
  expect(() => mail.check({ to: 'rani', times: 1 })).toThrow(z.ZodError)
  const work = mail.handler({} as JobContext)
  await work({ to: 'rani@sambatan.test', more: 'of a newer node' })
  await expect(work({ to: 'rani' })).rejects.toThrow(z.ZodError)
  expect(got).toEqual([{ to: 'rani@sambatan.test', times: 1 }])
})

it('sends nothing by itself whose payload could not be empty', () => {
  for (const job of jobs.filter(({ everySeconds }) => everySeconds !== undefined)) expect(job.check({})).toEqual({})
})
