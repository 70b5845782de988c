#!/bin/bash
# Stops the backend; before the first deployment there is none.
set -euo pipefail

if systemctl cat chatbot >/dev/null 2>&1; then
  systemctl stop chatbot
fi
