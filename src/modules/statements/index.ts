/** Bank statements: read, set beside what buyers owe, and put into the money book line by line, as somebody chose. */

export { numberForms } from './amounts.ts'
export { dayOrders } from './days.ts'
export { previewStatement } from './preview.ts'
export { problems } from './problems.ts'
export { recordStatement } from './record.ts'
export { statementPreview, statementRecorded } from './shapes.ts'
export { statementBytesMax } from './table.ts'
