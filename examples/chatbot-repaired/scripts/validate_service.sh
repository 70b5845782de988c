#!/bin/bash
# Ends with an error, and so rolls the deployment back, unless the service says that it is healthy.
set -euo pipefail

for _ in {1..20}; do
  if curl --fail --silent --show-error --max-time 3 http://127.0.0.1:3000/health; then
    exit 0
  fi
  sleep 3
done
echo "no healthy answer in a minute" >&2
journalctl --unit chatbot --lines 50 --no-pager >&2
exit 1
