import { expectTypeOf, it } from 'vitest'
import {
  type Campaign,
  type Changes,
  createClient,
  type Page,
  type Participation,
  type Progress,
  type StreamOptions,
} from './index.ts'

const sambatan = createClient({ baseUrl: 'http://127.0.0.1:1' })

it('gives every call the types of its operation', () => {
  expectTypeOf(sambatan.readCampaign).returns.resolves.toEqualTypeOf<Campaign>()
  expectTypeOf(sambatan.joinCampaign).returns.resolves.toEqualTypeOf<Participation>()
  expectTypeOf(sambatan.joinCampaign).parameter(0).toHaveProperty('id')
  expectTypeOf(sambatan.joinCampaign).parameter(0).toHaveProperty('body')
  expectTypeOf(sambatan.listCampaigns).returns.resolves.toEqualTypeOf<Page<Campaign>>()
  expectTypeOf(sambatan.listCampaigns).toBeCallableWith({ limit: 12, status: ['active'] })
  expectTypeOf(sambatan.listCampaigns).toBeCallableWith()
  expectTypeOf(sambatan.each.listCampaigns).returns.toExtend<AsyncIterable<Campaign>>()
  expectTypeOf(sambatan.watchCampaign).parameters.toEqualTypeOf<[id: string, options?: StreamOptions]>()
  expectTypeOf(sambatan.watchCampaign).returns.toExtend<AsyncIterable<Progress>>()
  expectTypeOf(sambatan.watchCampaigns).toBeCallableWith({ campaigns: ['melati'] })
  expectTypeOf(sambatan.watchCampaigns).returns.toExtend<
    AsyncIterable<{ event: 'progress'; data: Progress } | { event: 'change'; data: Changes }>
  >()
  expectTypeOf(sambatan.metrics).returns.resolves.toEqualTypeOf<Response>()
  expectTypeOf(sambatan.readScheduler).returns.resolves.toHaveProperty('is_running')
})

it('refuses what an operation does not take', () => {
  const wrong = () => [
    // @ts-expect-error: which campaign?
    sambatan.readCampaign(),
    // @ts-expect-error: a number is wanted
    sambatan.joinCampaign({ id: 'a', body: { quantity: '2', shipping_address: 'Jl. Melati 5' } }),
    // @ts-expect-error: a list takes no body
    sambatan.listCampaigns({ body: {} }),
    // @ts-expect-error: no such status
    sambatan.listCampaigns({ status: ['open'] }),
    // @ts-expect-error: no such field
    sambatan.readCampaign({ id: 'a', verbose: true }),
    // @ts-expect-error: not a list of pages
    sambatan.each.readCampaign({ id: 'a' }),
  ]
  expectTypeOf(wrong).toBeFunction()
})
