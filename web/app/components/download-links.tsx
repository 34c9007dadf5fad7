import { m } from '../paraglide/messages.js'
import { ButtonLink } from './button.tsx'

/** The same rows as a workbook, which every spreadsheet opens as it is meant, and as CSV for other programs. */
export function DownloadLinks({ xlsx, csv }: { xlsx: string; csv: string }) {
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink href={xlsx} variant="quiet" size="sm" className="min-h-11" download>
        {m.download_xlsx()}
      </ButtonLink>
      <ButtonLink href={csv} variant="quiet" size="sm" className="min-h-11" download>
        {m.download_csv()}
      </ButtonLink>
    </div>
  )
}
