#!/bin/sh
# Installs the dependencies when they are missing or older than the lockfile, and builds the pages and the widget when they are
# missing or older than their sources, so that `npm start` and `npm test` need nothing before them. Node itself comes with the
# dependencies (package `node`), whatever the system has; the warnings about the system's older version are therefore
# only noise.
set -e
if [ ! node_modules/.package-lock.json -nt package-lock.json ] || [ ! -x node_modules/.bin/node ]; then
  echo "Installing dependencies (once) ..."
  npm ci --no-audit --no-fund --loglevel=error
fi
node_modules/.bin/node scripts/build-web.ts --if-stale
node_modules/.bin/node scripts/build-packages.ts
