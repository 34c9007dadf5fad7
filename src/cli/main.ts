#!/usr/bin/env -S node --max-semi-space-size=16
/** `sambatan <command>` as a process. */
import { runCommandLine } from './run.ts'
import { expectReaderToLeave } from './terminal.ts'

// What it writes is for its user alone: people's names and addresses are in most of it.
process.umask(0o077)
expectReaderToLeave()
process.exitCode = await runCommandLine(process.argv.slice(2))
