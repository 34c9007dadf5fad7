/** Where a bank statement is pasted or chosen, and how it is taken from each bank. */
import { Button } from '../../components/button.tsx'
import { BareFileField, TextArea } from '../../components/field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { m } from '../../paraglide/messages.js'

interface Props {
  campaignId: string | undefined
  /** What was sent and refused. */
  pasted: string | undefined
  /** Whether there is a made-up one to try it with. */
  hasSample: boolean
}

export function StatementForm({ campaignId, pasted, hasSample }: Props) {
  return (
    <>
      {hasSample && (
        <PostForm
          encType="multipart/form-data"
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-md bg-sunken px-4 py-3"
        >
          <p className="measure min-w-0 flex-[1_1_16rem] text-sm">{m.statement_sample_hint()}</p>
          <Button name="intent" value="sample" variant="quiet" size="sm" className="min-h-11">
            {m.statement_sample()}
          </Button>
        </PostForm>
      )}
      <PostForm encType="multipart/form-data" className="space-y-6">
        <input type="hidden" name="intent" value="read" />
        {campaignId && <input type="hidden" name="campaign" value={campaignId} />}
        <TextArea
          label={m.statement_text()}
          hint={m.statement_text_hint()}
          name="text"
          rows={7}
          defaultValue={pasted}
          placeholder={m.statement_text_example()}
          autoComplete="off"
          spellCheck={false}
        />
        <div className="rounded-md border border-dashed border-line p-4">
          <label htmlFor="file" className="font-semibold">
            {m.statement_file()}
          </label>
          <p id="file-hint" className="mt-1 text-sm text-soft">
            {m.statement_file_hint()}
          </p>
          <BareFileField
            id="file"
            name="file"
            accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            className="mt-3 block w-full text-sm file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-line file:bg-surface file:px-4 file:font-semibold file:text-ink"
          />
        </div>
        <Button className="max-sm:w-full">{m.statement_read()}</Button>
        <p className="text-sm text-soft">{m.statement_privacy()}</p>
      </PostForm>
      <section aria-labelledby="how">
        <h2 id="how" className="text-xl">
          {m.statement_how()}
        </h2>
        <ul className="measure mt-3 list-disc space-y-2 pl-5 marker:text-soft">
          {[
            m.statement_how_bca(),
            m.statement_how_mandiri(),
            m.statement_how_bri(),
            m.statement_how_bni(),
            m.statement_how_other(),
          ].map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </section>
    </>
  )
}
