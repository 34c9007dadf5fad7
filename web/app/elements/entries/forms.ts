/** Makes forms kinder: passwords that can be looked at, buttons that are busy, texts that can be copied. */
import { busyForms } from '../busy.ts'
import { copyButtons } from '../copy.ts'
import { startCountdowns } from '../countdown.ts'
import { freshPage } from '../fresh.ts'
import { keepTyped } from '../keep-typed.ts'
import { revealButtons } from '../reveal.ts'

freshPage()
revealButtons()
busyForms()
copyButtons()
startCountdowns()
keepTyped()
