#!/bin/bash
# Looks for known vulnerabilities in the dependencies; CVSS 7 or more ends the build.
# The build image brings the tool: nothing that it downloads lies in the folders that are scanned.
set -euo pipefail

dependency-check.sh \
  --project chatbot \
  --scan backend --scan frontend --scan lambda \
  --failOnCVSS 7 \
  --nvdApiKey "$NVD_API_KEY" \
  --format JSON --out dependency-check-report.json
