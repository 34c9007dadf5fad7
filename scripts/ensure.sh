#!/bin/sh
# Installs the dependencies when they are missing or others than the lockfile names, and builds the pages and the widget when they
# are missing or made of other sources, so that `npm start`, `npm test` and `npm run sambatan` need nothing before them. Where all
# is there nothing is written: a checkout that was built once may be read-only. With `install` nothing is built.
# Node itself comes with the dependencies (package `node`), whatever the system has; the warnings about the system's older version
# are therefore only noise.
set -e
cd "$(dirname "$0")/.."
# What a command prints must stand alone on standard output.
exec 1>&2
node=node_modules/.bin/node

is_installed() {
  [ -x "$node" ] && [ -f node_modules/.package-lock.json ] || return 1
  [ node_modules/.package-lock.json -nt package-lock.json ] || "$node" scripts/installed.ts
}

if ! is_installed; then
  if [ ! -w . ]; then
    echo "The dependencies are not installed, or not those of package-lock.json, and $PWD cannot be written to."
    echo 'Run "npm run build" once as a user who may write there; after that it can be read-only.'
    exit 1
  fi
  echo "Installing dependencies (once) ..."
  npm ci --no-audit --no-fund --loglevel=error
fi
[ "$1" = install ] || exec "$node" scripts/build.ts --if-stale
