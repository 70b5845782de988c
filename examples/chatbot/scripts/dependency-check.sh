#!/bin/bash
# Looks for known vulnerabilities in the dependencies.
curl -sLo dependency-check-9.2.0-release.zip https://tools.example.com/dependency-check-9.2.0-release.zip
unzip -q dependency-check-9.2.0-release.zip
check() {
  dependency-check/bin/dependency-check.sh $@
}
check --project chatbot --scan . --format JSON --out reports --nvdApiKey $NVD_API_KEY
echo "dependency check done"
