/** Being told in this browser. Only pages that ask whether somebody wants it name it. */
import { pushSwitches } from '../push.ts'

pushSwitches()
