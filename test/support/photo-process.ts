/** Processes the photo that comes on stdin and says what memory that took, in megabytes beyond that of a small photo. */
import { buffer } from 'node:stream/consumers'
import { processPhoto } from '../../src/modules/photos/process-photo.ts'
import { jpeg } from './pictures.ts'

const file = await buffer(process.stdin)
await processPhoto(await jpeg())
const before = process.resourceUsage().maxRSS
const { width, height } = await processPhoto(file)
const megabytes = (process.resourceUsage().maxRSS - before) / 1024
process.stdout.write(JSON.stringify({ width, height, megabytes }))
