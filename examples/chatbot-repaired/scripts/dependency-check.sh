#!/bin/bash
# Looks for known vulnerabilities in the dependencies; CVSS 7 or more ends the build.
# The build image brings the tool: nothing that it downloads lies in the folders that are scanned.
set -euo pipefail

# The key travels in a file: every process of the machine can read a command line.
umask 077
settings=$(mktemp)
trap 'rm -f "$settings"' EXIT
printf 'nvd.api.key=%s\n' "$NVD_API_KEY" >"$settings"

dependency-check.sh \
  --project chatbot \
  --scan backend --scan frontend --scan lambda \
  --failOnCVSS 7 \
  --propertyfile "$settings" \
  --format JSON --out dependency-check-report.json
