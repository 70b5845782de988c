#!/bin/bash
# Makes the machine (Amazon Linux 2023) ready for a new version.
set -euo pipefail

app_dir=${1:-/opt/chatbot}
dnf install -y nodejs22
id chatbot >/dev/null 2>&1 || useradd --system --home-dir "$app_dir" --shell /sbin/nologin chatbot
mkdir -p "$app_dir"
rm -rf "${app_dir:?}"/*
install -d -o chatbot -g chatbot -m 700 /run/chatbot /var/lib/chatbot/exports
