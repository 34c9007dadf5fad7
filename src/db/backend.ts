import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import type { Hearing } from './hearing.ts'
import type { ReplicaWatch } from './replica/watch.ts'
import type { Shortage } from './shortage.ts'

/** What the two kinds of database differ in; everything else is built on it once, in open.ts. */
export interface Backend {
  readonly kind: Database['kind']
  readonly primary: Connections
  /** The same as `primary` where there is none. */
  readonly replica: Connections
  readonly replicaWatch: ReplicaWatch | undefined
  readonly hearing: Hearing | undefined
  readonly shortage: Shortage
  readonly listen: Database['listen']
  readonly notify: Database['notify']
  readonly announceClose: Database['announceClose']
  close(): Promise<void>
}
