import { describe, expect, it } from 'vitest'
import type { Role } from './policy.ts'
import { type Grant, grantsOf } from './undo-grants.ts'

const gave = (actor: string, person: string, from: Role, to: Role): Grant => ({
  event: 'role_changed',
  actor,
  person_id: person,
  metadata: { from, to },
})
const made = (actor: string, prefix: string): Grant => ({
  event: 'api_key_created',
  actor,
  person_id: null,
  metadata: { prefix },
})
const claimed = (person: string): Grant => ({
  event: 'operator_claimed',
  actor: 'operator-code',
  person_id: person,
  metadata: {},
})

function undone(trail: Grant[]) {
  const { roles, prefixes } = grantsOf(trail, ['demo'])
  return { roles: Object.fromEntries(roles), keys: [...prefixes] }
}

describe('what is taken back', () => {
  it('is what the culprits gave, and what came from it through others', () => {
    const trail = [
      gave('user:demo', 'ani', 'buyer', 'operator'),
      gave('user:ani', 'budi', 'buyer', 'operator'),
      gave('user:budi', 'citra', 'buyer', 'seller'),
      made('user:demo', 'a'),
      made('user:budi', 'b'),
    ]
    expect(undone(trail)).toEqual({ roles: { ani: 'buyer', budi: 'buyer', citra: 'buyer' }, keys: ['a', 'b'] })
  })

  it('is nothing that others gave, before or after', () => {
    const trail = [
      claimed('sekar'),
      gave('user:sekar', 'ani', 'buyer', 'seller'),
      gave('user:demo', 'ani', 'seller', 'operator'),
      made('user:ani', 'of a stranger'),
      gave('user:demo', 'budi', 'buyer', 'seller'),
      gave('service', 'budi', 'seller', 'operator'),
      gave('user:budi', 'citra', 'buyer', 'seller'),
      made('user:sekar', 'of the operator'),
      made('service', 'of the installation'),
    ]
    expect(undone(trail)).toEqual({ roles: { ani: 'seller' }, keys: ['of a stranger'] })
  })

  it('is no role of an operator whom the culprits only gave what they had', () => {
    const trail = [
      claimed('sekar'),
      gave('user:demo', 'sekar', 'operator', 'buyer'),
      gave('user:demo', 'sekar', 'buyer', 'operator'),
      gave('user:sekar', 'ani', 'buyer', 'seller'),
      made('user:sekar', 'hers'),
    ]
    expect(undone(trail)).toEqual({ roles: { sekar: 'operator' }, keys: [] })
  })
})
