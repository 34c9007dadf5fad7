import type { AccessLogEntry } from '@sambatan/client'
import { Table } from '../../components/table.tsx'
import { dateTime } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { accessDetails, accessWord, actorWords, shortId } from './words.ts'

/** Who was let in and who changed what may be done. */
export function AccessTable({
  entries,
  withPerson = true,
  names = {},
}: {
  entries: AccessLogEntry[]
  withPerson?: boolean
  names?: Record<string, string>
}) {
  return (
    <Table
      caption={m.operator_access_title()}
      rows={entries.map((entry, index) => ({ ...entry, key: `${entry.timestamp} ${index}` }))}
      rowKey={(entry) => entry.key}
      columns={[
        { key: 'event', header: m.operator_event(), main: true, cell: (entry) => accessWord(entry.event) },
        ...(withPerson
          ? [
              {
                key: 'person',
                header: m.operator_about(),
                cell: (entry: AccessLogEntry) => entry.person_id && <Person id={entry.person_id} names={names} />,
              },
            ]
          : []),
        { key: 'actor', header: m.operator_by(), cell: (entry) => <Actor entry={entry} names={names} /> },
        { key: 'details', header: m.operator_details(), cell: (entry) => accessDetails(entry.metadata) },
        {
          key: 'time',
          header: m.operator_time(),
          narrow: true,
          cell: (entry) => <time dateTime={entry.timestamp}>{dateTime(entry.timestamp)}</time>,
        },
      ]}
    />
  )
}

function Person({ id, names }: { id: string; names: Record<string, string> }) {
  return (
    <a href={`/operator/people/${encodeURIComponent(id)}`} className="text-accent">
      {names[id] || shortId(id)}
    </a>
  )
}

function Actor({ entry, names }: { entry: AccessLogEntry; names: Record<string, string> }) {
  const { words, personId } = actorWords(entry.actor, names)
  if (personId === undefined) return words
  return personId === entry.person_id ? m.operator_by_self() : <Person id={personId} names={names} />
}
