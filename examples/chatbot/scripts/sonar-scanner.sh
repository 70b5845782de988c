#!/bin/bash
# Sends the source to SonarQube.
curl -sLo sonar-scanner.zip https://tools.example.com/sonar-scanner-cli-5.0.1.zip
unzip -q sonar-scanner.zip
run() {
  eval "$@"
}
run sonar-scanner-5.0.1/bin/sonar-scanner \
  -Dsonar.projectKey=chatbot \
  -Dsonar.sources=. \
  -Dsonar.host.url=$SONAR_HOST \
  -Dsonar.login=$SONAR_TOKEN
