/** What a file does not say itself: which column is which, how its numbers are written, in which order its days. */
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { m } from '../../paraglide/messages.js'
import { type ColumnField, columnFields, type Preview, type Said } from './statement-data.ts'

const letterOf = (column: number) => String.fromCharCode(65 + column)

const columnWords: Record<ColumnField, () => string> = {
  date: m.statement_column_date,
  remark: m.statement_column_remark,
  in: m.statement_column_in,
  out: m.statement_column_out,
  amount: m.statement_column_amount,
  direction: m.statement_column_direction,
  balance: m.statement_column_balance,
}

interface Props {
  preview: Preview
  said: Said
  /** The file itself, to be read once more. */
  content: string
  campaignId: string | undefined
}

export function StatementMapping({ preview: { needs, sample }, said, content, campaignId }: Props) {
  const isAboutColumns = needs.includes('columns')
  return (
    <>
      {isAboutColumns && <Sample rows={sample} />}
      <PostForm encType="multipart/form-data" className="space-y-6">
        <input type="hidden" name="intent" value="read" />
        <input type="hidden" name="content" value={content} />
        {campaignId && <input type="hidden" name="campaign" value={campaignId} />}
        {isAboutColumns ? (
          <ColumnFields sample={sample} said={said} />
        ) : (
          columnFields.map((name) => {
            const column = said[`${name}_column`]
            return column === undefined ? null : (
              <input key={name} type="hidden" name={`${name}_column`} value={column} />
            )
          })
        )}
        {(isAboutColumns || needs.includes('numbers')) && (
          <SelectField
            label={m.statement_numbers()}
            name="numbers"
            choices={[
              ...(isAboutColumns ? [['', m.statement_numbers_unknown()] as [string, string]] : []),
              ['comma', m.statement_numbers_comma()],
              ['point', m.statement_numbers_point()],
            ]}
            defaultValue={said.numbers ?? (isAboutColumns ? '' : 'comma')}
          />
        )}
        {!isAboutColumns && !needs.includes('numbers') && said.numbers && (
          <input type="hidden" name="numbers" value={said.numbers} />
        )}
        {(isAboutColumns || needs.includes('days')) && (
          <SelectField
            label={m.statement_days()}
            name="days"
            choices={[
              ...(isAboutColumns ? [['', m.statement_days_unknown()] as [string, string]] : []),
              ['day_first', m.statement_days_day_first()],
              ['month_first', m.statement_days_month_first()],
            ]}
            defaultValue={said.days ?? (isAboutColumns ? '' : 'day_first')}
          />
        )}
        {!isAboutColumns && !needs.includes('days') && said.days && (
          <input type="hidden" name="days" value={said.days} />
        )}
        <Button className="max-sm:w-full">{m.statement_read()}</Button>
      </PostForm>
    </>
  )
}

function ColumnFields({ sample, said }: { sample: string[][]; said: Said }) {
  const width = Math.max(0, ...sample.map((row) => row.length))
  const firstOf = (column: number) => sample.map((row) => row[column] ?? '').find((cell) => cell !== '') ?? ''
  const columns = Array.from({ length: width }, (_, column): [string, string] => [
    String(column),
    m.statement_column({ letter: letterOf(column), words: firstOf(column).slice(0, 24) }),
  ])
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {columnFields.map((name) => (
        <SelectField
          key={name}
          label={columnWords[name]()}
          name={`${name}_column`}
          choices={name === 'date' ? columns : [['', m.statement_column_none()], ...columns]}
          defaultValue={said[`${name}_column`] ?? (name === 'date' ? '0' : '')}
          {...(name === 'amount' ? { hint: m.statement_columns_hint() } : {})}
        />
      ))}
    </div>
  )
}

/** The first rows, as wide as they are: the page stands still while they are moved. */
function Sample({ rows }: { rows: string[][] }) {
  const width = Math.max(0, ...rows.map((row) => row.length))
  return (
    <div>
      <h2 id="sample" className="text-xl">
        {m.statement_sample()}
      </h2>
      {/* What scrolls has to be reached by keys. */}
      <section aria-labelledby="sample" className="mt-3 overflow-x-auto rounded-md border border-line" tabIndex={0}>
        <table className="w-full border-collapse text-sm">
          <thead>
            <tr className="border-b border-line text-left text-xs text-soft">
              {Array.from({ length: width }, (_, column) => (
                <th key={letterOf(column)} scope="col" className="px-3 py-2 font-semibold">
                  {letterOf(column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.slice(0, 6).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have nothing but their place
              <tr key={at}>
                {Array.from({ length: width }, (_, column) => (
                  <td key={letterOf(column)} dir="auto" className="numbers px-3 py-2 whitespace-nowrap">
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
