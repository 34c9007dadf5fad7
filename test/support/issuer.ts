/**
 * Another platform's identity provider: a certified OpenID Connect server, on loopback. People sign in there for real, or
 * a test has it sign a token that says what the test wishes; either way it signs, with keys that it publishes itself.
 */
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
// @ts-expect-error it comes without types
import OidcProvider from 'oidc-provider'

type Algorithm = 'RS256' | 'ES256'
type Claims = Record<string, unknown>
// biome-ignore lint/suspicious/noExplicitAny: it comes without types
type Provider = any

export interface TestIssuer {
  readonly url: string
  readonly audience: string
  /** What makes a node believe this issuer, and no other. */
  readonly env: Record<string, string>
  /** How often the published keys were fetched. */
  readonly fetches: number
  /** The published key of an algorithm, in PEM. */
  publicKeyPem(algorithm: Algorithm): string
  /** An access token as people get it: they sign in at the issuer, come back with a code, and exchange it. */
  signIn(sub: string, claims?: Claims): Promise<string>
  /** The same token without the way there. `claims` replace what it says, and those that are undefined are left out. */
  token(claims: Claims, algorithm?: Algorithm): Promise<string>
  /** Publishes new keys and signs with them from now on; the old ones are not published any more. */
  rotate(): void
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

const audience = 'https://sambatan.test/api'
const clientId = 'marketplace-app'
const redirectUri = 'https://marketplace.test/callback'

export async function startIssuer(): Promise<TestIssuer> {
  const server = createServer((request, response) => serve(request, response))
  await listen(server, 0)
  const { port } = server.address() as { port: number }
  const url = `http://127.0.0.1:${port}`
  const store: Store = new Map()
  const people = new Map<string, Claims>()
  let keys = makeKeys()
  let provider = createProvider(url, keys, people, store)
  let fetches = 0

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/jwks') fetches += 1
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response)
    const { params } = await provider.interactionDetails(request, response)
    await provider.interactionFinished(request, response, { login: { accountId: params.login_hint } })
  }

  return {
    url,
    audience,
    env: {
      SAMBATAN_JWT_ISSUER: url,
      SAMBATAN_JWT_AUDIENCE: audience,
      SAMBATAN_JWKS_URL: `${url}/jwks`,
      SAMBATAN_JWT_SECRET: '',
      SAMBATAN_JWT_ROLE_CLAIM: 'app_metadata.sambatan_role',
      SAMBATAN_JWT_ROLES: 'merchant:seller,admin:operator',
    },
    get fetches() {
      return fetches
    },
    publicKeyPem: (algorithm) => keys[algorithm].publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    signIn(sub, claims = {}) {
      people.set(sub, claims)
      return walkThrough(url, sub)
    },
    token: (claims, algorithm = 'RS256') => mint(provider, claims, algorithm),
    rotate() {
      keys = makeKeys()
      provider = createProvider(url, keys, people, store)
    },
    goAway: () => stop(server),
    comeBack: () => listen(server, port),
    close: () => stop(server),
  }
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

type Keys = Record<Algorithm, ReturnType<typeof generateKeyPairSync>>

function makeKeys(): Keys {
  return {
    RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  }
}

/** Its own warnings are about settings that were left to it, so none are. */
function createProvider(url: string, keys: Keys, people: Map<string, Claims>, store: Store): Provider {
  const hour = 3600
  return new OidcProvider(url, {
    adapter: adapterOf(store),
    clients: [{ client_id: clientId, client_secret: 'of-the-marketplace', redirect_uris: [redirectUri] }],
    cookies: { keys: ['of-the-issuer'] },
    jwks: {
      keys: Object.entries(keys).map(([alg, { privateKey }]) => ({ ...privateKey.export({ format: 'jwk' }), alg })),
    },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => resourceServer('RS256'),
      },
    },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
    // Whoever signs in has agreed: what a person lets the marketplace do is not the point here.
    async loadExistingGrant({ oidc }: Provider) {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    extraTokenClaims: (_context: unknown, { accountId }: { accountId: string }) => people.get(accountId),
    formats: {
      customizers: {
        jwt(_context: unknown, token: object, jwt: { payload: Claims }) {
          Object.assign(jwt.payload, wishes.get(token))
        },
      },
    },
    ttl: { AccessToken: hour, AuthorizationCode: 60, Grant: hour, IdToken: hour, Interaction: hour, Session: hour },
  })
}

const resourceServer = (alg: Algorithm) => ({ audience, scope: '', accessTokenFormat: 'jwt', jwt: { sign: { alg } } })

const wishes = new WeakMap<object, Claims>()

async function mint(provider: Provider, claims: Claims, algorithm: Algorithm): Promise<string> {
  const token = new provider.AccessToken({
    accountId: 'whoever',
    client: await provider.Client.find(clientId),
    resourceServer: new provider.ResourceServer(audience, resourceServer(algorithm)),
  })
  wishes.set(token, claims)
  return token.save()
}

/** The authorization code flow (RFC 6749, section 4.1) as a browser walks it, with its cookies. */
async function walkThrough(url: string, sub: string): Promise<string> {
  const query = {
    client_id: clientId,
    response_type: 'code',
    scope: 'openid',
    login_hint: sub,
    redirect_uri: redirectUri,
  }
  const cookies = new Map<string, string>()
  let next = `${url}/auth?${new URLSearchParams(query)}`
  while (!next.startsWith(redirectUri)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`${next} leads nowhere: ${answer.status} ${await answer.text()}`)
    for (const set of answer.headers.getSetCookie()) {
      const [name, value] = set.split(';')[0]!.split('=') as [string, string]
      cookies.set(name, value)
    }
    next = new URL(location, url).href
  }
  const code = new URL(next).searchParams.get('code')
  if (code === null) throw new Error(`no code: ${next}`)
  const answer = await fetch(`${url}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:of-the-marketplace`)}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),
  })
  const { access_token, ...problem } = (await answer.json()) as { access_token?: string }
  if (access_token === undefined) throw new Error(`no token: ${JSON.stringify(problem)}`)
  return access_token
}

type Store = Map<string, Claims>

/** Where the provider keeps codes and sessions. Nothing runs out: a test ends before it does. */
function adapterOf(store: Store) {
  return (model: string) => ({
    upsert: async (id: string, payload: Claims) => void store.set(`${model} ${id}`, payload),
    find: async (id: string) => store.get(`${model} ${id}`),
    findByUid: async (uid: string) => [...store.values()].find((each) => each.uid === uid && each.kind === model),
    consume: async (id: string) => void Object.assign(store.get(`${model} ${id}`) ?? {}, { consumed: 1 }),
    destroy: async (id: string) => void store.delete(`${model} ${id}`),
    revokeByGrantId: async () => {},
  })
}
