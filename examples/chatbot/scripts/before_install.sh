#!/bin/bash
# Makes the machine ready for a new version.
APP_DIR=$1
apt-get update
apt-get install -y nodejs npm
rm -rf $APP_DIR/*
mkdir -p /opt/chatbot
chown -R ec2-user /opt/chatbot
