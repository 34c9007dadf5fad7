#!/bin/sh
# Builds the program as it is shipped into an empty folder, from a checkout, a Node with npm and the npm registry: what the Dockerfile
# runs, and what anybody can run without a container. The result runs at /opt/sambatan.
#   sh scripts/build-image.sh <folder>
set -eu
[ $# = 1 ] || { echo 'Which folder? sh scripts/build-image.sh <folder>' >&2; exit 2; }
mkdir -p "$1"
target=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
# What only tests need is not even fetched.
export NODE_ENV=production
sh scripts/ensure.sh
exec node_modules/.bin/node scripts/build-release.ts "$target"
