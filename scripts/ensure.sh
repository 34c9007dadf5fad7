#!/bin/sh
# Installs the dependencies when they are missing or older than the lockfile, so that `npm start` and `npm test`
# need nothing before them. Node itself comes with them (package `node`), whatever the system has; the warnings about
# the system's older version are therefore only noise.
set -e
if [ node_modules/.package-lock.json -nt package-lock.json ] && [ -x node_modules/.bin/node ]; then exit 0; fi
echo "Installing dependencies (once) ..."
npm ci --no-audit --no-fund --loglevel=error
