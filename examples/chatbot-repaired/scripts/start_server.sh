#!/bin/bash
# Fetches the secrets for the service's user alone, and starts the backend.
set -euo pipefail

cd /opt/chatbot/backend
npm ci --ignore-scripts --omit=dev
umask 077
aws secretsmanager get-secret-value --secret-id chatbot/service --query SecretString --output text \
  >/run/chatbot/secrets.json
chown chatbot:chatbot /run/chatbot/secrets.json
install -m 644 /opt/chatbot/scripts/chatbot.service /etc/systemd/system/chatbot.service
systemctl daemon-reload
systemctl enable chatbot
systemctl restart chatbot
