/**
 * A marketplace that signs its tokens with a shared secret (as older Supabase projects do), for tests that need people of
 * any role and id. Signed here by hand, so that what verifies them is not what made them.
 */
import { createHmac } from 'node:crypto'

const secret = 'marketplace-secret-0123456789-0123456789'

export const platform = {
  SAMBATAN_JWT_ISSUER: 'https://marketplace.test/auth/v1',
  SAMBATAN_JWT_AUDIENCE: 'authenticated',
  SAMBATAN_JWT_SECRET: secret,
  SAMBATAN_JWT_ROLE_CLAIM: 'role',
  SAMBATAN_JWT_ROLES: 'seller:seller,operator:operator',
}

export const nowSeconds = () => Math.floor(Date.now() / 1000)

/** A token of the marketplace that is good for an hour; `claims` and `header` replace what a right one says. */
export function platformToken(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
  key = secret,
): string {
  const now = nowSeconds()
  const whole = {
    iss: platform.SAMBATAN_JWT_ISSUER,
    aud: platform.SAMBATAN_JWT_AUDIENCE,
    iat: now,
    exp: now + 3600,
    ...claims,
  }
  const signed = [{ alg: 'HS256', typ: 'JWT', ...header }, whole]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}
