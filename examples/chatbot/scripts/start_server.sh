#!/bin/bash
# Installs the dependencies and starts the backend.
cd /opt/chatbot/backend
npm install
LOG_DIR=${LOG_DIR:-/var/log/chatbot}
mkdir -p $LOG_DIR
nohup npm start > $LOG_DIR/backend.log 2>&1 &
echo "started"
