/**
 * Bearer tokens of the platform that Sambatan is part of (JWT, RFC 7519), so that nobody signs up twice: verified against
 * the platform's issuer and audience, with its published keys (JWKS) or, as older Supabase projects have it, a shared
 * secret. Claims give a role only where the configuration says which.
 *
 * Algorithms are pinned by the kind of key: a token that says HS256 is only ever checked with the shared secret, any other
 * only with published keys of an asymmetric algorithm. So neither `none` nor a public key used as an HMAC secret passes.
 */
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose'
import type { Clock } from '../../kernel/clock.ts'
import { isReservedId } from '../../kernel/ids.ts'
import { type Language, languageOf } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import { cut, isStorableText, onOneLine } from '../../kernel/text.ts'
import type { Actor, Role } from './policy.ts'
import type { TokenReason } from './problems.ts'

export interface ForeignTokenConfig {
  issuer: string
  audience: string
  jwksUrl: string | undefined
  /** Shared secret for HS256. */
  secret: string | undefined
  /** Path of the claim that holds the role, such as `app_metadata.sambatan_role`; unset: everybody is a buyer. */
  roleClaim: string | undefined
  /** What the claim's values mean here; any other value is a buyer. */
  roles: Record<string, Role>
}

/** What a token says, once it is verified. */
export interface TokenPerson {
  actor: Extract<Actor, { kind: 'user' }>
  name: string | undefined
  locale: Language | undefined
  /** When it was issued; undefined when it does not say. */
  issuedAt: Date | undefined
  /** In milliseconds since the epoch, the tolerated skew included. */
  expiresAtMs: number
}

/** Clocks of two machines differ; a token is believed this much longer, and this much earlier. */
const clockSkewSeconds = 30

const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** How long published keys are believed, how often an unknown key id may make us look again, how long we wait. */
const keysCachedMs = 300_000
const keysCooldownMs = 10_000
const keysTimeoutMs = 5_000

/** The last second of the year 9999: what comes later PostgreSQL does not read. */
const secondsMax = 253_402_300_799

/** jose's codes, as the reasons in `token_invalid`. */
const reasons: Record<string, TokenReason> = {
  ERR_JWT_EXPIRED: 'expired',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'signature',
  ERR_JWKS_NO_MATCHING_KEY: 'unknown_key',
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'unknown_key',
  ERR_JOSE_ALG_NOT_ALLOWED: 'algorithm',
  ERR_JOSE_NOT_SUPPORTED: 'algorithm',
}

export type TokenVerifier = (token: string) => Promise<TokenPerson>

/**
 * Verifies tokens; each call is the work of one signature.
 * @throws Problem token_invalid with the reason, token_keys_unavailable when the platform's keys cannot be had
 */
export function createTokenVerifier(config: ForeignTokenConfig, clock: Clock): TokenVerifier {
  const secret = config.secret === undefined ? undefined : new TextEncoder().encode(config.secret)
  const published =
    config.jwksUrl === undefined
      ? undefined
      : createRemoteJWKSet(new URL(config.jwksUrl), {
          cacheMaxAge: keysCachedMs,
          cooldownDuration: keysCooldownMs,
          timeoutDuration: keysTimeoutMs,
        })

  async function verify(token: string): Promise<JWTPayload> {
    const options: JWTVerifyOptions = {
      issuer: config.issuer,
      audience: config.audience,
      clockTolerance: clockSkewSeconds,
      requiredClaims: ['sub', 'exp'],
      currentDate: clock.now(),
    }
    const alg = algorithmOf(token)
    if (alg === 'HS256' && secret)
      return (await jwtVerify(token, secret, { ...options, algorithms: ['HS256'] })).payload
    if (!published) throw new Problem('token_invalid', { reason: 'algorithm' })
    return (await jwtVerify(token, published as JWTVerifyGetKey, { ...options, algorithms: asymmetric })).payload
  }

  return async (token) => {
    try {
      return personOf(await verify(token), config)
    } catch (error) {
      throw problemOf(error)
    }
  }
}

/** What the token says of itself; only good for choosing the kind of key that it must pass. */
function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg
  } catch (error) {
    throw new Problem('token_invalid', { reason: 'malformed' }, { cause: error })
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof Problem) return error
  const { code, claim } = error as { code?: string; claim?: string }
  if (code === 'ERR_JWT_CLAIM_VALIDATION_FAILED') {
    const reason = claim === 'aud' ? 'audience' : claim === 'iss' ? 'issuer' : 'claims'
    return new Problem('token_invalid', { reason }, { cause: error })
  }
  const reason = reasons[code ?? '']
  if (reason) return new Problem('token_invalid', { reason }, { cause: error })
  // The rest of jose's errors about tokens; anything else happened while the keys were fetched.
  if (/^ERR_(JWS|JWT)_/.test(code ?? '')) return new Problem('token_invalid', { reason: 'malformed' }, { cause: error })
  return new Problem('token_keys_unavailable', {}, { retryAfterSeconds: 5, cause: error })
}

function personOf(payload: JWTPayload, config: ForeignTokenConfig): TokenPerson {
  // Verified is who says so, not that it makes sense: a `sub` may be a number, an `iat` in milliseconds.
  const { sub, iat } = payload as { sub: unknown; iat?: number }
  const isId = typeof sub === 'string' && sub.length > 0 && sub.length <= 128 && sub === sub.trim() && sub !== 'me'
  const isTime = iat === undefined || (iat >= 0 && iat <= secondsMax)
  if (!isId || !isStorableText(sub) || !isTime) throw new Problem('token_invalid', { reason: 'claims' })
  if (isReservedId(sub)) throw new Problem('token_invalid', { reason: 'reserved' })
  return {
    actor: { kind: 'user', id: sub, role: roleOf(payload, config) },
    name: nameOf(payload),
    locale: localeOf(payload),
    issuedAt: iat === undefined ? undefined : new Date(iat * 1000),
    expiresAtMs: (payload.exp! + clockSkewSeconds) * 1000,
  }
}

/** The claim may be one value or a list of them (`roles: [...]`); of several that mean something, the widest counts. */
function roleOf(payload: JWTPayload, { roleClaim, roles }: ForeignTokenConfig): Role {
  if (roleClaim === undefined) return 'buyer'
  const held = [claimAt(payload, roleClaim)].flat().map((value) => {
    return typeof value === 'string' && Object.hasOwn(roles, value) ? roles[value] : undefined
  })
  return held.includes('operator') ? 'operator' : held.includes('seller') ? 'seller' : 'buyer'
}

const nameLengthMax = 120

function nameOf(payload: JWTPayload): string | undefined {
  for (const path of ['name', 'user_metadata.full_name', 'user_metadata.name', 'preferred_username']) {
    const value = claimAt(payload, path)
    const name = typeof value === 'string' ? onOneLine(value).trim() : ''
    if (name !== '' && isStorableText(name)) return cut(name, nameLengthMax)
  }
  return undefined
}

function localeOf(payload: JWTPayload): Language | undefined {
  const value = claimAt(payload, 'locale')
  return typeof value === 'string' ? languageOf(value) : undefined
}

/** A claim by its path. A whole name wins over a path, because names such as `https://shop.example/role` hold dots. */
function claimAt(payload: JWTPayload, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path]
  let value: unknown = payload
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<string, unknown>)[part]
  }
  return value
}
