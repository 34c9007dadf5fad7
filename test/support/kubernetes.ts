/** What Kubernetes would say of a document, by the schemas of its own API. */

/** As far as tests look into it; each kind has some of the fields of `spec`. */
export interface KubernetesDocument {
  apiVersion: string
  kind: string
  metadata: { name: string }
  spec: {
    selector?: object
    template: { spec: Pod }
    rules: { host: string }[]
    tls?: { hosts: string[] }[]
  }
}

export interface Pod {
  securityContext: object
  containers: {
    args: string[]
    env: { name: string; value: string }[]
    securityContext: object
    volumeMounts: { name: string }[]
  }[]
  volumes: { name: string; secret?: { items: { path: string }[] } }[]
}

/** How the schemas call the groups of the API. */
const groups: Record<string, string> = {
  'apps/v1': 'IoK8sApiAppsV1',
  'batch/v1': 'IoK8sApiBatchV1',
  'networking.k8s.io/v1': 'IoK8sApiNetworkingV1',
  'policy/v1': 'IoK8sApiPolicyV1',
  v1: 'IoK8sApiCoreV1',
}

interface Validate {
  (document: unknown): boolean
  errors?: { instancePath: string; message?: string }[] | null
}

/** What is wrong with it, as `path: why`; empty when all is well. */
export async function faultsOf(document: KubernetesDocument): Promise<string[]> {
  const group = groups[document.apiVersion]
  if (group === undefined) return [`apiVersion: ${document.apiVersion} is not among those of this test`]
  const { validate } = (await import(`kubernetes-models/_schemas/${group}${document.kind}`)) as { validate: Validate }
  const { watched, unread } = watch(document)
  validate(watched)
  // The schemas let pass what they do not name; all that they name, they look at.
  return [
    ...(validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`),
    ...[...unread].map((path) => `${path}: is not known`),
  ]
}

/** The same, which notes what of it is never looked at. */
function watch(document: object): { watched: unknown; unread: Set<string> } {
  const unread = new Set<string>()
  const watchIn = (value: unknown, path: string): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const fields = Object.entries(value).map(([name, field]) => {
      unread.add(`${path}/${name}`)
      return [name, watchIn(field, `${path}/${name}`)] as const
    })
    const copy = Array.isArray(value) ? fields.map(([, field]) => field) : Object.fromEntries(fields)
    return new Proxy(copy, {
      get(of, name) {
        unread.delete(`${path}/${String(name)}`)
        return Reflect.get(of, name)
      },
    })
  }
  return { watched: watchIn(document, ''), unread }
}
