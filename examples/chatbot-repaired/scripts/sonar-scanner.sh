#!/bin/bash
# Sends the source to SonarQube and waits for its quality gate: a red gate ends the build.
# The build image brings the scanner; it reads SONAR_TOKEN and SONAR_HOST_URL itself.
set -euo pipefail

sonar-scanner \
  -Dsonar.projectKey=chatbot \
  -Dsonar.sources=backend,frontend/src,lambda \
  -Dsonar.qualitygate.wait=true
