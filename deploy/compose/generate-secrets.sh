#!/bin/sh
# Makes the secrets of a deployment, once: what is there already is kept. Usage: generate-secrets.sh FOLDER
# Needs node. Each file holds what the variable of its name takes; MicroChat reads it by NAME_FILE.
set -eu
umask 077
cd "$1"

random_key() { node -p 'crypto.randomBytes(32).toString("hex")'; }

# keep FILE TEXT: writes a file that is not there yet. Whole or not at all: a file that is there is complete.
keep() {
  [ -s "$1" ] && return
  printf '%s\n' "$2" > ".$1"
  mv ".$1" "$1"
  echo "made $1"
}

keep token-secret "$(random_key)"
# Key of the example business server: docs/BUSINESS.md.
keep business-key "$(random_key)"
keep api-keys "development:$(cat business-key):tokens+messages+presence"
# Between the processes: what each layer shows, and what everybody accepts from it.
keep rpc-key-logic "$(random_key)"
keep rpc-key-access "$(random_key)"
keep rpc-keys "logic:$(cat rpc-key-logic):storage+logic+push,access:$(cat rpc-key-access):storage+logic+push"
